package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET …/users/{openid}/coupons/{coupon_code}} and {@code …/users/{openid}/coupons}; documentation pages "query a
 * product coupon of a user" (查询用户商品券详情) and "list the product coupons of a user" (指定券状态查询用户商品券列表).
 */
final class CouponQueries {

    private static final List<String> STATES =
            Arrays.stream(UserCouponState.values()).map(UserCouponState::name).toList();
    private static final long DEFAULT_PAGE = 20;
    private static final long MAX_PAGE = 50;

    private final Database database;
    private final Clock clock;

    CouponQueries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply one(Call call) {
        CouponName name = CouponName.of(call, call.query());
        return database.transaction(transaction -> {
            Product product = Found.product(transaction, call.mchid(), name.brandId(), name.productCouponId());
            Stock stock = Found.stock(transaction, product, name.stockId());
            return Reply.ok(CouponView.of(
                    transaction, product, stock, Found.coupon(transaction, stock, name), clock.instant()));
        });
    }

    Reply list(Call call) {
        Fields query = call.query();
        String openid = call.path().text("openid", 1, Limits.OPENID);
        String appid = query.text("appid", 1, Limits.APPID);
        String brandId = query.text("brand_id", 1, Limits.ID);
        @Nullable String productCouponId = query.optionalText("product_coupon_id", 1, Limits.ID);
        @Nullable String stockId = query.optionalText("stock_id", 1, Limits.ID);
        @Nullable String state = query.optionalWord("coupon_state", STATES);
        long size = Objects.requireNonNullElse(query.optionalInteger("page_size", 1, MAX_PAGE), DEFAULT_PAGE);
        long from = from(query);
        Instant now = clock.instant();
        return database.transaction(transaction -> {
            List<UserCoupon> all = UserCouponStore.ofUser(transaction, openid, appid, call.mchid(), brandId).stream()
                    .filter(coupon -> stockId == null || coupon.stockId().equals(stockId))
                    .filter(coupon -> state == null || coupon.state(now).name().equals(state))
                    .filter(coupon -> productCouponId == null
                            || stock(transaction, coupon).productCouponId().equals(productCouponId))
                    .toList();
            List<JsonObject> page = all.stream()
                    .skip(from)
                    .limit(size)
                    .map(coupon -> view(transaction, coupon, now))
                    .toList();
            return Reply.ok(JsonObject.builder()
                    .put("total_count", all.size())
                    .putIfPresent("next_page_token", from + size < all.size() ? token(from + size) : null)
                    .put("user_coupon_list", page)
                    .build());
        });
    }

    private static Stock stock(Transaction transaction, UserCoupon coupon) {
        return StockStore.find(transaction, coupon.stockId()).orElseThrow();
    }

    private static JsonObject view(Transaction transaction, UserCoupon coupon, Instant now) {
        Stock stock = stock(transaction, coupon);
        Product product =
                ProductStore.find(transaction, stock.productCouponId()).orElseThrow();
        return CouponView.of(transaction, product, stock, coupon, now);
    }

    private static String token(long from) {
        return Base64.getEncoder().encodeToString(String.valueOf(from).getBytes(StandardCharsets.UTF_8));
    }

    private static long from(Fields query) {
        String token = query.optionalText("page_token", 1, Limits.ID);
        if (token == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            long from = Long.parseLong(text);
            if (from > 0) {
                return from;
            }
        } catch (IllegalArgumentException notOurs) {
            // Answered below.
        }
        throw query.invalid("page_token", "is no next_page_token of an earlier reply");
    }
}
