package io.github.fluentpay.local.exchange;

/** Answers the calls of one route. Safe for many threads. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers one call.
     *
     * @throws RefusedException to answer with an error
     */
    Reply answer(Call call);

    /**
     * Looks for fields that the documentation of this endpoint does not have.
     *
     * @throws RefusedException if there are any
     */
    default void refuseUndocumented(Call call) {}

    /** Whether its calls bring a file. */
    default boolean takesUploads() {
        return false;
    }
}
