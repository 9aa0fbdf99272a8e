package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code POST …/coupons/send}; documentation page "send a coupon to a user" (向用户发券). */
final class SendCoupon {

    private static final int WECHATPAY_CODE_DIGITS = 22;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    SendCoupon(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** What was asked; {@code code} is null unless the merchant chose one. */
    private record Asked(
            String mchid,
            String stockId,
            String appid,
            String openid,
            String requestNo,
            @Nullable String code) {

        JsonObject parameters() {
            return JsonObject.builder()
                    .put("appid", appid)
                    .putIfPresent("coupon_code", code)
                    .build();
        }
    }

    Reply answer(Call call) {
        Fields body = call.body();
        Asked asked = new Asked(
                call.mchid(),
                body.text("stock_id", 1, Limits.STOCK_ID),
                body.text("appid", 1, Limits.APPID),
                body.text("openid", 1, Limits.OPENID),
                body.text("out_request_no", 1, Limits.REQUEST_NO, Limits.NUMBER, Limits.NUMBER_WORDS),
                body.has("coupon_code")
                        ? body.text("coupon_code", 1, Limits.COUPON_CODE, Limits.CODE, Limits.CODE_WORDS)
                        : null);
        return database.transaction(transaction -> decide(transaction, asked, body));
    }

    private Reply decide(Transaction transaction, Asked asked, Fields body) {
        // The page says that the number is unique in a stock and a user.
        RequestNumbers numbers = new RequestNumbers(asked.mchid(), "send", asked.stockId() + " " + asked.openid());
        return numbers.once(transaction, "out_request_no", asked.requestNo(), asked.parameters(), () -> {
            Instant now = clock.instant();
            Stock stock = Found.stock(transaction, asked.mchid(), asked.stockId());
            checkRoom(transaction, stock, asked.openid(), now);
            String code = code(transaction, stock, asked, body);
            send(transaction, stock, asked, code, now);
            JsonObject result = JsonObject.of(
                    "stock_id", asked.stockId(), "out_request_no", asked.requestNo(), "coupon_code", code);
            // The page shows these fields at the top, the official Java SDK reads them one level down.
            return result.with("send_coupon_result", result);
        });
    }

    private static void checkRoom(Transaction transaction, Stock stock, String openid, Instant now) {
        SendRule rule = stock.sendRule();
        if (now.isAfter(stock.validity().end())) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, "The stock's available_end_time has passed");
        }
        if (CouponStore.countSent(transaction, stock.stockId()) >= rule.max()) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "All max_coupons (" + rule.max() + ") coupons of this stock are sent");
        }
        if (CouponStore.countSentTo(transaction, stock.stockId(), openid) >= rule.maxPerUser()) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The user has all max_coupons_per_user (" + rule.maxPerUser() + ") coupons of this stock");
        }
        if (rule.maxByDay() != null
                && CouponStore.countSentSince(transaction, stock.stockId(), BeijingTime.startOfDay(now))
                        >= rule.maxByDay()) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "All max_coupons_by_day (" + rule.maxByDay() + ") coupons of this stock are sent today");
        }
    }

    private String code(Transaction transaction, Stock stock, Asked asked, Fields body) {
        return switch (stock.codeMode()) {
            case WECHATPAY_MODE -> {
                if (asked.code() != null) {
                    throw body.invalid("coupon_code", "must be left out: the stock's codes are WECHATPAY_MODE");
                }
                yield random.digits(WECHATPAY_CODE_DIGITS);
            }
            case MERCHANT_API -> {
                if (asked.code() == null) {
                    throw body.invalid("coupon_code", "is missing: the stock's codes are MERCHANT_API");
                }
                if (CouponStore.find(transaction, stock.stockId(), asked.code()).isPresent()) {
                    throw new RefusedException(
                            ErrorCode.RESOURCE_ALREADY_EXISTS, "A coupon of this stock has this coupon_code already");
                }
                yield asked.code();
            }
            case MERCHANT_UPLOAD -> throw uploadsNotServed();
        };
    }

    static RefusedException uploadsNotServed() {
        return new RefusedException(
                ErrorCode.INVALID_REQUEST,
                "LocalPay does not do uploaded codes (MERCHANT_UPLOAD) yet; use WECHATPAY_MODE or MERCHANT_API");
    }

    private static void send(Transaction transaction, Stock stock, Asked asked, String code, Instant now) {
        Validity.Window window = stock.validity().of(now);
        if (window.from().isAfter(window.until())) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The coupon could never be used: it would be valid from " + BeijingTime.format(window.from())
                            + " on, and the stock's period ends at " + BeijingTime.format(window.until()));
        }
        CouponStore.insert(
                transaction,
                new Coupon(
                        stock.stockId(),
                        code,
                        asked.openid(),
                        asked.appid(),
                        asked.mchid(),
                        CouponState.SENDED,
                        now.getEpochSecond(),
                        window.from().getEpochSecond(),
                        window.until().getEpochSecond(),
                        asked.requestNo(),
                        null,
                        null,
                        null,
                        null));
    }
}
