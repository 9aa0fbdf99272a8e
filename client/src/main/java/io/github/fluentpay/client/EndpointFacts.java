package io.github.fluentpay.client;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call has to know of its endpoint. Begin with {@link #of}, which is an endpoint about which nothing is unusual.
 *
 * @param id verb and path as documented, {@code GET v3/refund/domestic/refunds/{out_refund_no}}: no value of a call is in it
 * @param host the one host that serves it, and perhaps a path in front of its own, which is signed with it:
 *     {@code https://api.mch.weixin.qq.com/hk/}. Null for the platform's usual hosts. A client with base URLs of its own
 *     takes the path from here and goes to its own host
 * @param path what is sent in place of the documented path, without a leading slash; null where that is sent itself
 * @param replySigned false if the platform leaves replies unsigned, as it does with bills and images (下载账单); their
 *     hash comes with the reply that gave the download's URL
 * @param deprecation one sentence for the log, which names the endpoint as documented and so holds no value of a call:
 *     {@code GET v3/refunds/id/{refund_id} is deprecated: superseded since 2022-09-08, use v3/…}; null if it is current
 * @param idempotency fields of the request that, together, make its repeat harmless (幂等); empty if none is documented
 * @param rateLimit documented limit; null if none is
 * @param settledBy the query that tells what became of a call with an unknown outcome, {@code GET v3/…}; null if it is not
 *     known
 * @param sensitive the fields that must be sealed (敏感信息加密)
 */
public record EndpointFacts(
        String id,
        @Nullable URI host,
        @Nullable String path,
        boolean replySigned,
        @Nullable String deprecation,
        List<String> idempotency,
        @Nullable RateLimit rateLimit,
        @Nullable String settledBy,
        SensitiveFields sensitive) {

    /** @throws IllegalArgumentException if {@code host} is not {@code http(s)://host[:port][/path]} */
    public EndpointFacts {
        Objects.requireNonNull(id, "id");
        idempotency = List.copyOf(idempotency);
        if (host != null) {
            BaseUrl.of(host);
        }
    }

    /** Nothing is unusual about it. */
    public static EndpointFacts of(String id) {
        return new EndpointFacts(id, null, null, true, null, List.of(), null, null, SensitiveFields.NONE);
    }

    /** The same, served by this host alone. */
    public EndpointFacts withHost(URI host) {
        return new EndpointFacts(
                id, host, path, replySigned, deprecation, idempotency, rateLimit, settledBy, sensitive);
    }

    /** The same, with this path sent in place of the documented one. */
    public EndpointFacts withPath(String path) {
        return new EndpointFacts(
                id, host, path, replySigned, deprecation, idempotency, rateLimit, settledBy, sensitive);
    }

    /** The same, with replies that come unsigned. */
    public EndpointFacts unsigned() {
        return new EndpointFacts(id, host, path, false, deprecation, idempotency, rateLimit, settledBy, sensitive);
    }

    /** The same, on its way out. */
    public EndpointFacts withDeprecation(String sentence) {
        return new EndpointFacts(id, host, path, replySigned, sentence, idempotency, rateLimit, settledBy, sensitive);
    }

    /** The same, with these fields that make a repeat harmless. */
    public EndpointFacts withIdempotency(List<String> fields) {
        return new EndpointFacts(id, host, path, replySigned, deprecation, fields, rateLimit, settledBy, sensitive);
    }

    /** The same, with a limit. */
    public EndpointFacts withRateLimit(RateLimit limit) {
        return new EndpointFacts(id, host, path, replySigned, deprecation, idempotency, limit, settledBy, sensitive);
    }

    /** The same, with the query that settles an unknown outcome. */
    public EndpointFacts withSettledBy(String query) {
        return new EndpointFacts(id, host, path, replySigned, deprecation, idempotency, rateLimit, query, sensitive);
    }

    /** The same, with fields that must be sealed. */
    public EndpointFacts withSensitive(SensitiveFields fields) {
        return new EndpointFacts(id, host, path, replySigned, deprecation, idempotency, rateLimit, settledBy, fields);
    }
}
