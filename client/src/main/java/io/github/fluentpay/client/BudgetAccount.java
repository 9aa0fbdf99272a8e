package io.github.fluentpay.client;

import java.util.concurrent.atomic.AtomicLong;

/** What is left of a client's retry budget, in thousandths of a retry. */
final class BudgetAccount {

    private static final long ONE = 1000;

    private final AtomicLong left;
    private final long most;
    private final long perSuccess;

    BudgetAccount(RetryBudget budget) {
        this.most = budget.reserve() * ONE;
        this.perSuccess = Math.round(budget.perSuccess() * ONE);
        this.left = new AtomicLong(most);
    }

    boolean take() {
        return left.getAndUpdate(now -> now >= ONE ? now - ONE : now) >= ONE;
    }

    void giveBack() {
        // Full nearly always: then nothing is written that other threads read.
        if (left.get() < most) {
            left.getAndUpdate(now -> Math.min(most, now + perSuccess));
        }
    }
}
