package io.github.fluentpay.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How fast a merchant's client calls (频率限制): calls beyond a limit wait here, instead of being refused with 429 there. A
 * value.
 *
 * <p>No period of a limit, wherever it begins, has more calls than the limit, by the time at which the client starts them; that
 * holds for periods of a second or more, and on a machine that lets a call start within 20 ms of its place.
 * Calls are spread evenly, and a 25th of the limit may start together after a pause; a steady flow has 94 to 98 percent of
 * the limit.
 *
 * <p>Limits count for one merchant and endpoint, as the platform's do: clients of one merchant that are derived from one
 * another, or come from one {@link Merchants}, count together where their limits are equal. Several processes that speak
 * for one merchant share the platform's limit: give each its part.
 */
public final class RateLimits {

    private static final RateLimits DEFAULTS = new RateLimits(true, null, Map.of());

    private final boolean documented;
    private final @Nullable RateLimit everything;
    private final Map<String, RateLimit> byEndpoint;

    private RateLimits(boolean documented, @Nullable RateLimit everything, Map<String, RateLimit> byEndpoint) {
        this.documented = documented;
        this.everything = everything;
        this.byEndpoint = byEndpoint;
    }

    /** The limits that the platform documents, each for its endpoint; no other endpoint is held back. */
    public static RateLimits ofDefaults() {
        return DEFAULTS;
    }

    /** No limit, not even the documented ones. */
    public static RateLimits none() {
        return new RateLimits(false, null, Map.of());
    }

    /**
     * A limit for one endpoint, in place of a documented one.
     *
     * @param endpoint verb and path as documented: {@code POST v3/marketing/busifavor/coupons/return}
     */
    public RateLimits with(String endpoint, int requests, Duration per) {
        Map<String, RateLimit> more = new LinkedHashMap<>(byEndpoint);
        more.put(Objects.requireNonNull(endpoint, "endpoint"), new RateLimit(requests, per));
        return new RateLimits(documented, everything, Map.copyOf(more));
    }

    /** A limit for all calls together, beside those of endpoints. */
    public RateLimits withTotal(int requests, Duration per) {
        return new RateLimits(documented, new RateLimit(requests, per), byEndpoint);
    }

    @Nullable
    RateLimit total() {
        return everything;
    }

    @Nullable
    RateLimit of(String endpoint, @Nullable RateLimit documentedOne) {
        RateLimit own = byEndpoint.get(endpoint);
        return own == null && documented ? documentedOne : own;
    }
}
