package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import org.jspecify.annotations.Nullable;

/**
 * The return of a subsidy (营销补差回退), in part or whole.
 *
 * @param amount in fen
 * @param createdAt seconds since the epoch, as {@code doneAt}, which is null until it succeeds
 */
record SubsidyReturn(
        String receiptId,
        String mchid,
        String outNo,
        String refundId,
        long amount,
        String description,
        SubsidyReturnStatus status,
        long createdAt,
        @Nullable Long doneAt) {

    /** As merchants see it. */
    JsonObject view(Subsidy subsidy) {
        return subsidy.terms().view().toBuilder()
                .put("subsidy_return_receipt_id", receiptId)
                .put("refund_id", refundId)
                .put("amount", amount)
                .put("description", description)
                .put("status", status.wire())
                .putIfPresent("return_done_time", doneAt == null ? null : BeijingTime.format(doneAt))
                .put("subsidy_receipt_id", subsidy.receiptId())
                .put("out_subsidy_return_no", outNo)
                .put("return_create_time", BeijingTime.format(createdAt))
                .build();
    }
}
