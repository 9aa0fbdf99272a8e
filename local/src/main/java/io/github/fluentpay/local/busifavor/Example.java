package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Quotas;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What the documentation's example requests name, so that they work word for word. */
final class Example {

    private static final String STOCK_ID = "1234567891";
    private static final String USED_CODE = "sxxe34343434";
    private static final String SENDED_CODE = "sxxe34343435";
    private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    private static final String APPID = "wxd678efh567hg6787";

    private static final Duration BEFORE = Duration.ofDays(30);
    private static final Duration AFTER = Duration.ofDays(300);

    private Example() {}

    static void load(Transaction transaction, String mchid, Instant now) {
        Instant begin = now.minus(BEFORE);
        Stock stock = new Stock(
                STOCK_ID,
                mchid,
                mchid,
                "100002322019090134234sfdf",
                StockState.RUNNING,
                definition(mchid, begin, now.plus(AFTER)),
                begin.getEpochSecond());
        StockStore.insert(transaction, stock);
        insert(transaction, coupon(stock, USED_CODE, now));
        insert(transaction, coupon(stock, SENDED_CODE, now));
        Coupon used = CouponStore.find(transaction, STOCK_ID, USED_CODE).orElseThrow();
        CouponStore.use(transaction, used, "1002600620019090123143254435", now);
    }

    /** A stock with coupons that were all used: what a campaign leaves behind. */
    static Redeemed loadRedeemed(Transaction transaction, String mchid, String stockId, int count, Instant now) {
        Instant begin = now.minus(BEFORE);
        Stock stock = new Stock(
                stockId,
                mchid,
                mchid,
                "redeemed-" + stockId,
                StockState.RUNNING,
                definition(mchid, begin, now.plus(AFTER)),
                begin.getEpochSecond());
        StockStore.insert(transaction, stock);
        List<String> codes = IntStream.rangeClosed(1, count)
                .mapToObj(number -> "%s%08d".formatted(stockId, number))
                .toList();
        for (String code : codes) {
            Coupon coupon = coupon(stock, code, now);
            CouponStore.insert(transaction, coupon);
            CouponStore.use(transaction, coupon, "used-" + code, now);
        }
        return new Redeemed(stockId, codes, OPENID, APPID);
    }

    private static JsonObject definition(String mchid, Instant begin, Instant end) {
        return JsonObject.of(
                "stock_name", "8月1日活动券",
                "belong_merchant", mchid,
                "comment", "活动使用",
                "goods_name", "填写商家券可使用的商品或服务",
                "stock_type", "NORMAL",
                "coupon_use_rule",
                        JsonObject.of(
                                "coupon_available_time",
                                        JsonObject.of(
                                                "available_begin_time", BeijingTime.format(begin),
                                                "available_end_time", BeijingTime.format(end)),
                                "fixed_normal_coupon", JsonObject.of("discount_amount", 5, "transaction_minimum", 100),
                                "use_method", "OFF_LINE"),
                "stock_send_rule", JsonObject.of("max_coupons", 100, "max_coupons_per_user", 5),
                "coupon_code_mode", "MERCHANT_API");
    }

    private static void insert(Transaction transaction, Coupon coupon) {
        CouponStore.insert(transaction, coupon);
        for (String scope : List.of(
                Quotas.ALL,
                Quotas.user(coupon.receipt().openid()),
                Quotas.day(coupon.receipt().at()))) {
            Stock.QUOTAS.take(transaction, coupon.stockId(), scope, Long.MAX_VALUE);
        }
    }

    private static Coupon coupon(Stock stock, String code, Instant now) {
        Instant received = now.minus(BEFORE);
        return Coupon.sent(
                stock.stockId(),
                code,
                new Coupon.Receipt(OPENID, APPID, stock.creator(), "sent-" + code, received),
                stock.period().of(received));
    }
}
