package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order (订单) as it is stored.
 *
 * @param mchid who ordered and signs
 * @param subMchid for whom, or null if for itself
 * @param definition the request that made it
 * @param total in fen
 * @param stored its state, but for the passing of time
 * @param createdAt seconds since the epoch, as all times here
 * @param transactionId null until it is paid, as {@code openid} and {@code paidAt} are
 */
record Order(
        String mchid,
        @Nullable String subMchid,
        String outTradeNo,
        TradeType tradeType,
        JsonObject definition,
        long total,
        TradeState stored,
        long createdAt,
        long expiresAt,
        @Nullable String transactionId,
        @Nullable String openid,
        @Nullable Long paidAt) {

    Mode mode() {
        return subMchid == null ? Mode.DIRECT : Mode.PARTNER;
    }

    TradeState state(Instant now) {
        return stored == TradeState.NOTPAY && now.getEpochSecond() >= expiresAt ? TradeState.CLOSED : stored;
    }

    boolean isPaid() {
        return stored == TradeState.SUCCESS || stored == TradeState.REFUND;
    }

    String notifyUrl() {
        return text("notify_url");
    }

    /** A text of the request; empty if it has none of that name. */
    String text(String field) {
        String text = definition.string(field);
        return text == null ? "" : text;
    }
}
