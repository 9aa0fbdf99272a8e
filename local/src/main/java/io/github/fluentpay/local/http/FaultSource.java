package io.github.fluentpay.local.http;

import io.github.fluentpay.local.fault.Fault;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong with a request. */
@FunctionalInterface
public interface FaultSource {

    /**
     * The fault that a request meets, or null for none; asked once for each.
     *
     * @param path percent-encoded as sent, without query
     * @param mchid as {@code Authorization} names it; null if it cannot be read
     * @param body as received
     */
    @Nullable
    Fault next(String method, String path, @Nullable String mchid, byte[] body);
}
