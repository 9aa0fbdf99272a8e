package io.github.fluentpay.client;

import org.jspecify.annotations.Nullable;

/**
 * How a call travels.
 *
 * @param host the only host that serves the endpoint; null for the client's own
 * @param path what is sent in place of the documented path; null where that is sent itself
 * @param prefix what stands in front of the path, signed as a part of it; usually empty
 * @param replySigned whether a reply without a signature is refused
 */
record Route(@Nullable BaseUrl host, @Nullable String path, String prefix, boolean replySigned) {

    static final Route USUAL = new Route(null, null, "", true);
}
