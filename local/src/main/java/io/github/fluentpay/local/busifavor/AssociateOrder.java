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

/**
 * {@code POST …/coupons/associate} and {@code …/coupons/disassociate}; documentation pages "associate an order" (关联订单信息)
 * and "disassociate an order" (取消关联订单信息).
 */
final class AssociateOrder {

    private final Database database;
    private final Clock clock;

    AssociateOrder(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One of the two: what it does to the coupon. */
    @FunctionalInterface
    private interface Effect {
        void on(Transaction transaction, Coupon coupon, String outTradeNo, Instant now);
    }

    Reply associate(Call call) {
        return answer(call, "associate", AssociateOrder::associate);
    }

    Reply disassociate(Call call) {
        return answer(call, "disassociate", AssociateOrder::disassociate);
    }

    private Reply answer(Call call, String operation, Effect effect) {
        Fields body = call.body();
        String stockId = body.text("stock_id", 1, Limits.STOCK_ID);
        String code = body.text("coupon_code", 1, Limits.COUPON_CODE);
        String outTradeNo = body.text("out_trade_no", 1, 128);
        String requestNo = body.text("out_request_no", 1, Limits.REQUEST_NO, Limits.NUMBER, Limits.NUMBER_WORDS);
        JsonObject parameters = JsonObject.of("stock_id", stockId, "coupon_code", code, "out_trade_no", outTradeNo);
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), operation, "")
                .once(transaction, "out_request_no", requestNo, parameters, () -> {
                    Instant now = clock.instant();
                    effect.on(transaction, Found.coupon(transaction, call.mchid(), stockId, code), outTradeNo, now);
                    return Reply.ok(JsonObject.of("wechatpay_" + operation + "_time", BeijingTime.format(now)));
                }));
    }

    private static void associate(Transaction transaction, Coupon coupon, String outTradeNo, Instant now) {
        if (coupon.state(now) != CouponState.SENDED) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Only a coupon in the state SENDED can be associated with an order; this one is "
                            + coupon.state(now));
        }
        String present = coupon.outTradeNo();
        if (present != null && !present.equals(outTradeNo)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The coupon is associated with another out_trade_no; disassociate it from that one first");
        }
        if (!CouponStore.associate(transaction, coupon, outTradeNo)) {
            throw Found.changedMeanwhile();
        }
    }

    private static void disassociate(Transaction transaction, Coupon coupon, String outTradeNo, Instant now) {
        if (!outTradeNo.equals(coupon.outTradeNo())) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "The coupon is not associated with this out_trade_no");
        }
        if (!CouponStore.associate(transaction, coupon, null)) {
            throw Found.changedMeanwhile();
        }
    }
}
