package io.github.fluentpay.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a call has to know of its endpoint.
 *
 * @param host the one host that serves it, and perhaps a path in front of its own, which is signed with it:
 *     {@code https://api.mch.weixin.qq.com/hk/}. Null for the platform's usual hosts. A client with base URLs of its own
 *     takes the path from here and goes to its own host
 * @param path what is sent in place of the documented path, without a leading slash; null where that is sent itself
 * @param replySigned false if the platform leaves replies unsigned, as it does with bills and images (下载账单); their
 *     hash comes with the reply that gave the download's URL
 * @param deprecation one sentence for the log, which names the endpoint as documented and so holds no value of a call:
 *     {@code GET v3/refunds/id/{refund_id} is deprecated: superseded since 2022-09-08, use v3/…}; null if it is current
 */
public record EndpointFacts(
        @Nullable URI host,
        @Nullable String path,
        boolean replySigned,
        @Nullable String deprecation) {

    /** @throws IllegalArgumentException if {@code host} is not {@code http(s)://host[:port][/path]} */
    public EndpointFacts {
        if (host != null) {
            BaseUrl.of(host);
        }
    }
}
