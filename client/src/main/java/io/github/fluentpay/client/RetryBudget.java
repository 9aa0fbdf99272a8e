package io.github.fluentpay.client;

/**
 * What keeps retries from making a bad moment worse: every retry of a client takes one from the budget, and every call that
 * succeeds at its first attempt gives a fraction back. When everything fails the reserve is soon spent, and calls fail at
 * once instead of three times.
 *
 * <p>So at most {@code reserve} plus {@code perSuccess} times the successes are added to the normal traffic. Failover to a
 * host that can be connected to takes nothing: the other one got no traffic.
 *
 * @param reserve most retries there can be at a time, and as many as there are at the start
 * @param perSuccess what a success gives back
 */
public record RetryBudget(int reserve, double perSuccess) {

    private static final RetryBudget DEFAULTS = new RetryBudget(10, 0.1);

    /** @throws IllegalArgumentException if {@code reserve} is negative, or {@code perSuccess} is not from 0 to 1 */
    public RetryBudget {
        if (reserve < 0) {
            throw new IllegalArgumentException("reserve is " + reserve + "; it is 0 or more");
        }
        if (!(perSuccess >= 0 && perSuccess <= 1)) {
            throw new IllegalArgumentException("perSuccess is " + perSuccess + "; it is from 0 to 1");
        }
    }

    /** Ten in reserve, and a tenth for each success. */
    public static RetryBudget ofDefaults() {
        return DEFAULTS;
    }

    /** No limit. */
    public static RetryBudget unlimited() {
        return new RetryBudget(Integer.MAX_VALUE, 1);
    }
}
