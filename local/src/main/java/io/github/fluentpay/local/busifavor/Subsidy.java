package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import org.jspecify.annotations.Nullable;

/**
 * A subsidy (营销补差): one merchant pays another what a used coupon took off an order.
 *
 * @param mchid who asked for it
 * @param terms who pays whom how much, and for what
 * @param returned how much was given back, in fen
 * @param failReason null unless it is FAIL
 * @param createdAt seconds since the epoch, as {@code succeededAt}, which is null until it succeeds
 */
record Subsidy(
        String receiptId,
        String mchid,
        String outNo,
        Terms terms,
        long returned,
        SubsidyStatus status,
        @Nullable String failReason,
        long createdAt,
        @Nullable Long succeededAt) {

    /**
     * What was agreed.
     *
     * @param amount in fen
     */
    record Terms(
            String stockId,
            String couponCode,
            String transactionId,
            String payer,
            String payee,
            long amount,
            String description) {

        JsonObject view() {
            return JsonObject.of(
                    "stock_id", stockId,
                    "coupon_code", couponCode,
                    "transaction_id", transactionId,
                    "payer_merchant", payer,
                    "payee_merchant", payee,
                    "amount", amount,
                    "description", description);
        }
    }

    /** In fen. */
    long left() {
        return terms.amount() - returned;
    }

    /** As merchants see it. */
    JsonObject view() {
        JsonObject.Builder view = terms.view().toBuilder().put("status", status.wire());
        // "Returned only if the subsidy was paid."
        if (succeededAt != null) {
            view.put("subsidy_receipt_id", receiptId).put("success_time", BeijingTime.format(succeededAt));
        }
        return view.putIfPresent("fail_reason", failReason)
                .put("out_subsidy_no", outNo)
                .put("create_time", BeijingTime.format(createdAt))
                .build();
    }
}
