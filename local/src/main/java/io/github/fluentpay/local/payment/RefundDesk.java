package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.callback.Callback;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.callback.RetrySchedule;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of refunds that were accepted: by default they succeed at once. The new status and the
 * notification of it are kept together or not at all. Safe for many threads.
 */
public final class RefundDesk {

    private final Database database;
    private final Clock clock;
    private final Outbox outbox;
    private volatile boolean holding;

    RefundDesk(Database database, Clock clock, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Whether new refunds stay PROCESSING until they are settled. */
    public void hold(boolean hold) {
        holding = hold;
    }

    /**
     * Settles a refund.
     *
     * @throws RefusedException if there is no such refund, or it cannot go there
     */
    public void settle(String mchid, String outRefundNo, RefundStatus to) {
        database.transaction(transaction -> {
            Refund refund = RefundStore.find(transaction, mchid, outRefundNo)
                    .orElseThrow(() -> new RefusedException(
                            ErrorCode.RESOURCE_NOT_EXISTS, "Merchant " + mchid + " has no refund " + outRefundNo));
            Order order =
                    OrderStore.find(transaction, mchid, refund.outTradeNo()).orElseThrow();
            return settle(transaction, order, refund, to, clock.instant());
        });
    }

    /** What happens to a refund as soon as it is accepted. */
    void accepted(Transaction transaction, Order order, Refund refund, Instant now) {
        if (!holding) {
            settle(transaction, order, refund, RefundStatus.SUCCESS, now);
        }
    }

    private Refund settle(Transaction transaction, Order order, Refund refund, RefundStatus to, Instant now) {
        Refund settled = refund.settled(to, now);
        if (!RefundStore.move(transaction, refund, settled)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Refund " + refund.outRefundNo() + " is " + refund.status() + ", and cannot become " + to);
        }
        @Nullable String url = refund.definition().string("notify_url");
        if (url != null) {
            outbox.add(
                    transaction,
                    new Callback(
                            order.mchid(),
                            url,
                            "REFUND." + to.name(),
                            "refund",
                            to.summary(),
                            RefundView.notified(order, settled),
                            RetrySchedule.PAYMENT));
        }
        return settled;
    }
}
