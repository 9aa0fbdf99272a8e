package io.github.fluentpay.protocol;

/** What may happen if the failed call is made again, unchanged. */
public enum RetrySafety {
    /** The platform did not act, or the call changes nothing: it may be repeated as it is. */
    SAFE,
    /** The platform has decided: repeating the same call cannot help. Change what it objects to first. */
    UNSAFE,
    /**
     * The platform may have acted. Query the outcome, or repeat with the identical business number and parameters;
     * never with a new number.
     */
    UNKNOWN;

    /**
     * Answers the safety of a write as a whole, where this one is that of its last attempt.
     *
     * <p>An earlier attempt is unsettled while the platform may have performed it. No later failure settles it: a refusal
     * may be due to that very effect ("already exists"), and one that sent nothing says nothing of what was sent before.
     * Only a success or a query settles it.
     *
     * @param earlierUnsettled whether an earlier attempt of the same write, with the same numbers, is unsettled
     */
    public RetrySafety inAll(boolean earlierUnsettled) {
        return earlierUnsettled ? UNKNOWN : this;
    }
}
