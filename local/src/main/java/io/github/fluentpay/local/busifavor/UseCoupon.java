package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST …/coupons/use}; documentation page "use a coupon" (核销用户券). */
final class UseCoupon {

    private final Database database;
    private final Clock clock;

    UseCoupon(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Texts about a payment: nothing is done with them, but a repeat must have the same. */
    private static final List<String> PAYMENT = List.of("out_trade_no", "mch_id", "transaction_id");

    /** What was asked; {@code stockId} and {@code openid} may be null, and {@code payment} has what was given. */
    private record Asked(
            String mchid,
            String code,
            @Nullable String stockId,
            String appid,
            String useTime,
            String requestNo,
            @Nullable String openid,
            JsonObject payment) {

        JsonObject parameters() {
            JsonObject.Builder parameters = JsonObject.builder()
                    .put("coupon_code", code)
                    .putIfPresent("stock_id", stockId)
                    .put("appid", appid)
                    .put("use_time", useTime)
                    .putIfPresent("openid", openid);
            payment.fields().forEach(parameters::put);
            return parameters.build();
        }
    }

    Reply answer(Call call) {
        Fields body = call.body();
        body.time("use_time");
        Asked asked = new Asked(
                call.mchid(),
                body.text("coupon_code", 1, Limits.COUPON_CODE),
                body.optionalText("stock_id", 1, Limits.STOCK_ID),
                body.text("appid", 1, Limits.APPID),
                body.text("use_time", 1, 32),
                body.text("use_request_no", 1, Limits.REQUEST_NO),
                body.optionalText("openid", 1, Limits.OPENID),
                payment(body));
        return database.transaction(transaction -> decide(transaction, asked, body));
    }

    private static JsonObject payment(Fields body) {
        JsonObject.Builder payment = JsonObject.builder();
        for (String name : PAYMENT) {
            payment.putIfPresent(name, body.optionalText(name, 0, Integer.MAX_VALUE));
        }
        return payment.build();
    }

    private Reply decide(Transaction transaction, Asked asked, Fields body) {
        RequestNumbers numbers = new RequestNumbers(asked.mchid(), "use", "");
        return numbers.once(transaction, "use_request_no", asked.requestNo(), asked.parameters(), () -> {
            Instant now = clock.instant();
            Coupon coupon = asked.stockId() == null
                    ? withoutStock(transaction, asked, body)
                    : Found.coupon(transaction, asked.mchid(), asked.stockId(), asked.code());
            use(transaction, coupon, asked, now);
            return Reply.ok(JsonObject.of(
                    "stock_id",
                    coupon.stockId(),
                    "openid",
                    coupon.receipt().openid(),
                    "wechatpay_use_time",
                    BeijingTime.format(now)));
        });
    }

    /** Only the platform's own codes are unique everywhere; any other coupon must be named with its stock. */
    private static Coupon withoutStock(Transaction transaction, Asked asked, Fields body) {
        List<Coupon> coupons = CouponStore.withCode(transaction, asked.code());
        for (Coupon coupon : coupons) {
            Stock stock = StockStore.find(transaction, coupon.stockId()).orElseThrow();
            if (stock.codeMode() == CodeMode.WECHATPAY_MODE) {
                Found.requireConcerns(stock, asked.mchid());
                return Found.notDeleted(coupon);
            }
        }
        if (coupons.isEmpty()) {
            throw Found.missing("There is no coupon with this coupon_code");
        }
        throw body.invalid("stock_id", "is required unless the stock's coupon_code_mode is WECHATPAY_MODE");
    }

    private static void use(Transaction transaction, Coupon coupon, Asked asked, Instant now) {
        if (asked.openid() != null && !asked.openid().equals(coupon.receipt().openid())) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "The coupon belongs to another user than this openid");
        }
        CouponState state = coupon.state(now);
        if (state == CouponState.USED) {
            throw new RefusedException(
                    ErrorCode.RESOURCE_ALREADY_EXISTS, "The coupon was used already, under another use_request_no");
        }
        if (state == CouponState.SENDED) {
            requireTime(transaction, coupon, now);
        }
        if (state != CouponState.SENDED || !CouponStore.use(transaction, coupon, asked.requestNo(), now)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "Only a coupon in the state SENDED can be used; this one is " + state);
        }
    }

    private static void requireTime(Transaction transaction, Coupon coupon, Instant now) {
        if (coupon.window().isAhead(now)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The coupon can be used from "
                            + BeijingTime.format(coupon.window().from()) + " on");
        }
        Stock stock = StockStore.find(transaction, coupon.stockId()).orElseThrow();
        if (!stock.usableTimes().include(now)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The coupon cannot be used at " + BeijingTime.format(now)
                            + ": its stock's available_week and irregulary_avaliable_time leave that time out");
        }
    }
}
