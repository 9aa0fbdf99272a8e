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
}
