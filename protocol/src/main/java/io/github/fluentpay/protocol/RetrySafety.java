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
    UNKNOWN
}
