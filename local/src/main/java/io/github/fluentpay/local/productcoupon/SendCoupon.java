package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.callback.Callback;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.callback.RetrySchedule;
import io.github.fluentpay.local.coupon.Period;
import io.github.fluentpay.local.coupon.Quotas;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code POST …/users/{openid}/coupons}; documentation page "send a product coupon to a user" (向用户发放商品券). */
final class SendCoupon {

    private static final String EVENT = "PRODUCT_COUPON_SP.SEND";
    private static final int CODE_DIGITS = 22;

    private final Database database;
    private final Clock clock;
    private final Randomness random;
    private final Outbox outbox;

    SendCoupon(Database database, Clock clock, Randomness random, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.outbox = outbox;
    }

    private record Asked(
            String brandId,
            String openid,
            String appid,
            @Nullable String code,
            String requestNo,
            @Nullable String attach) {}

    Reply answer(Call call) {
        Fields body = call.body();
        String productCouponId = body.text("product_coupon_id", 1, Limits.ID);
        String stockId = body.text("stock_id", 1, Limits.ID);
        checkTags(body.optionalObject("coupon_tag_info"));
        Asked asked = new Asked(
                body.text("brand_id", 1, Limits.ID),
                call.path().text("openid", 1, Limits.OPENID),
                body.text("appid", 1, Limits.APPID),
                body.has("coupon_code")
                        ? body.text("coupon_code", 1, Limits.COUPON_CODE, Limits.WORD, Limits.WORD_CHARACTERS)
                        : null,
                Limits.sendRequestNo(body),
                body.optionalText("attach", 0, Limits.REASON));
        return database.transaction(transaction -> Requests.of(call, asked.brandId(), "send")
                .once(transaction, asked.requestNo(), () -> {
                    Product product = Found.product(transaction, call.mchid(), asked.brandId(), productCouponId);
                    Stock stock = Found.stock(transaction, product, stockId);
                    Instant now = clock.instant();
                    UserCoupon coupon = send(transaction, stock, asked, body, now);
                    tell(transaction, product, stock, coupon);
                    return Reply.ok(CouponView.of(transaction, product, stock, coupon, now));
                }));
    }

    private static void checkTags(@Nullable Fields tags) {
        if (tags == null) {
            return;
        }
        JsonArray list = tags.optionalArray("coupon_tag_list");
        for (JsonValue tag : list == null ? JsonArray.of() : list) {
            if (!tag.toJson().equals("\"MEMBER\"")) {
                throw tags.invalid("coupon_tag_list", "must hold words out of MEMBER");
            }
        }
        Fields member = tags.optionalObject("member_tag_info");
        if (member != null) {
            member.optionalText("member_card_id", 1, Integer.MAX_VALUE);
        }
    }

    private UserCoupon send(Transaction transaction, Stock stock, Asked asked, Fields body, Instant now) {
        if (stock.state() != StockState.SENDING) {
            throw Trouble.ILLEGAL_STATE.refusal("The stock is " + stock.state() + "; only a SENDING one can be sent");
        }
        Period.Window window = stock.period().of(now);
        if (now.isAfter(stock.period().end()) || window.from().isAfter(window.until())) {
            throw Trouble.EXPIRED.refusal("The stock's available_end_time ("
                    + BeijingTime.format(stock.period().end())
                    + ") has passed, or leaves the coupon no time to be used in");
        }
        takeRoom(transaction, stock, asked.openid(), now);
        UserCoupon coupon = new UserCoupon(
                stock.id(),
                code(transaction, stock, asked.code(), body),
                asked.openid(),
                asked.appid(),
                UserCouponState.CONFIRMING,
                now,
                window,
                JsonObject.builder()
                        .put("send_request_no", asked.requestNo())
                        .put("send_channel", "API")
                        .putIfPresent("attach", asked.attach())
                        .build());
        if (!UserCouponStore.insert(transaction, coupon)) {
            throw body.invalid("coupon_code", "is in use in this stock already");
        }
        return coupon;
    }

    private static void takeRoom(Transaction transaction, Stock stock, String openid, Instant now) {
        long max = Objects.requireNonNullElse(stock.limit("max_count"), Long.MAX_VALUE);
        if (!Stock.QUOTAS.take(transaction, stock.id(), Quotas.ALL, max)) {
            throw Found.invalid("All max_count (" + max + ") coupons of this stock are sent");
        }
        long byDay = Objects.requireNonNullElse(stock.limit("max_count_per_day"), Long.MAX_VALUE);
        if (!Stock.QUOTAS.take(transaction, stock.id(), Quotas.day(now), byDay)) {
            throw Found.invalid("All max_count_per_day (" + byDay + ") coupons of this stock are sent today");
        }
        long byUser = Objects.requireNonNullElse(stock.limit("max_count_per_user"), Long.MAX_VALUE);
        if (!Stock.QUOTAS.take(transaction, stock.id(), Quotas.user(openid), byUser)) {
            throw Trouble.USER_LIMIT.refusal(
                    "The user has all max_count_per_user (" + byUser + ") coupons of this stock");
        }
    }

    private String code(Transaction transaction, Stock stock, @Nullable String chosen, Fields body) {
        CodeMode mode = stock.codeMode();
        if (mode == CodeMode.API_ASSIGN) {
            return body.text("coupon_code", 1, Limits.COUPON_CODE);
        }
        if (chosen != null) {
            throw body.invalid("coupon_code", "must be left out: the stock's coupon_code_mode is " + mode);
        }
        if (mode == CodeMode.WECHATPAY) {
            return "1" + random.digits(CODE_DIGITS - 1);
        }
        return CodeStore.dispatch(transaction, stock.id())
                .orElseThrow(() -> Found.invalid("All uploaded codes of this stock are sent; upload more"));
    }

    /** "Product coupon received" (商品券领券通知); whoever sent the coupon, the partner is told. */
    private void tell(Transaction transaction, Product product, Stock stock, UserCoupon coupon) {
        String notifyAppid = stock.definition().at("/notify_config/notify_appid") instanceof JsonString appid
                ? appid.value()
                : coupon.appid();
        JsonObject resource = JsonObject.builder()
                .put("brand_id", product.brandId())
                .put("coupon_code", coupon.code())
                .put("product_coupon_id", product.id())
                .put("stock_id", stock.id())
                .put("appid", notifyAppid)
                .put("openid", coupon.openid())
                .put("unionid", "")
                .put("receive_time", BeijingTime.format(coupon.receivedAt()))
                .put("send_request_no", coupon.history().string("send_request_no"))
                .put("send_channel", coupon.history().string("send_channel"))
                .put("valid_begin_time", BeijingTime.format(coupon.window().from()))
                .put("valid_end_time", BeijingTime.format(coupon.window().until()))
                .putIfPresent("attach", coupon.history().string("attach"))
                .build();
        NotifyAddresses.of(transaction, product.mchid())
                .ifPresent(url -> outbox.add(
                        transaction,
                        new Callback(
                                product.mchid(),
                                url,
                                EVENT,
                                "product_coupon",
                                "商品券领券通知",
                                resource,
                                RetrySchedule.of(EVENT))));
    }
}
