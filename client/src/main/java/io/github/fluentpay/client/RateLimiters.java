package io.github.fluentpay.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The limits of one merchant at work. */
final class RateLimiters {

    private final RateLimits limits;
    private final @Nullable RateLimiter total;
    private final Map<String, RateLimiter> byEndpoint = new ConcurrentHashMap<>();

    RateLimiters(RateLimits limits) {
        this.limits = limits;
        RateLimit all = limits.total();
        this.total = all == null ? null : new RateLimiter(all, System.nanoTime());
    }

    /** As {@link RateLimiter#reserve}, of every limit that counts for the endpoint. */
    long reserve(String endpoint, @Nullable RateLimit documented, long now, long longest) {
        RateLimit limit = limits.of(endpoint, documented);
        long wait = limit == null
                ? 0
                : byEndpoint
                        .computeIfAbsent(endpoint, first -> new RateLimiter(limit, now))
                        .reserve(now, longest);
        if (wait < 0 || total == null) {
            return wait;
        }
        long behindAll = total.reserve(now, longest);
        return behindAll < 0 ? -1 : Math.max(wait, behindAll);
    }
}
