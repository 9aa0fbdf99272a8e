package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund (退款) of an order.
 *
 * @param mchid who ordered, and asked for it
 * @param definition the request that made it
 * @param refund in fen
 * @param createdAt seconds since the epoch, as all times here
 * @param succeededAt null unless it is SUCCESS
 */
record Refund(
        String refundId,
        String mchid,
        String outRefundNo,
        String outTradeNo,
        JsonObject definition,
        long refund,
        RefundStatus status,
        long createdAt,
        @Nullable Long succeededAt) {

    Refund settled(RefundStatus to, Instant now) {
        @Nullable Long succeeded = to == RefundStatus.SUCCESS ? (Long) now.getEpochSecond() : null;
        return new Refund(refundId, mchid, outRefundNo, outTradeNo, definition, refund, to, createdAt, succeeded);
    }
}
