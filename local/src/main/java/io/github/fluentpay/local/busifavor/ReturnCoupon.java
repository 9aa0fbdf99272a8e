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

/** {@code POST …/coupons/return}; documentation page "return a coupon" (申请退券). */
final class ReturnCoupon {

    private final Database database;
    private final Clock clock;

    ReturnCoupon(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        String code = body.text("coupon_code", 1, Limits.COUPON_CODE);
        String stockId = body.text("stock_id", 1, Limits.STOCK_ID);
        String requestNo = body.text("return_request_no", 1, Limits.REQUEST_NO);
        return database.transaction(transaction -> decide(transaction, call.mchid(), stockId, code, requestNo));
    }

    private Reply decide(Transaction transaction, String mchid, String stockId, String code, String requestNo) {
        JsonObject parameters = JsonObject.of("stock_id", stockId, "coupon_code", code);
        RequestNumbers numbers = new RequestNumbers(mchid, "return", "");
        return numbers.once(transaction, "return_request_no", requestNo, parameters, () -> {
            Instant now = clock.instant();
            giveBack(transaction, Found.coupon(transaction, mchid, stockId, code), requestNo, now);
            return Reply.ok(JsonObject.of("wechatpay_return_time", BeijingTime.format(now)));
        });
    }

    private static void giveBack(Transaction transaction, Coupon coupon, String requestNo, Instant now) {
        if (coupon.stored() == CouponState.USED && coupon.isPast(now)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The coupon is USED and its validity has ended, so it cannot be returned; it could not be used"
                            + " again anyway");
        }
        if (!CouponStore.giveBack(transaction, coupon, requestNo, now)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Only a coupon in the state USED can be returned; this one is " + coupon.state(now));
        }
    }
}
