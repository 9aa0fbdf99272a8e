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

    /** Whether its calls bring a file. */
    default boolean takesUploads() {
        return false;
    }
}
