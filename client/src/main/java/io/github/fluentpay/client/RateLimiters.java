package io.github.fluentpay.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The limits of one merchant, or of one brand, at work. */
final class RateLimiters {

    private static final String ALL = "";

    /** Clients of one merchant may have different limits, and one that is loaded anew other ones than before. */
    private record Key(String endpoint, RateLimit limit) {}

    private final Map<Key, RateLimiter> atWork = new ConcurrentHashMap<>();

    /** As {@link RateLimiter#reserve}, of every limit that counts for the endpoint. */
    long reserve(RateLimits limits, String endpoint, @Nullable RateLimit documented, long now, long longest) {
        long wait = reserve(endpoint, limits.of(endpoint, documented), now, longest);
        if (wait < 0) {
            return wait;
        }
        long behindAll = reserve(ALL, limits.total(), now, longest);
        return behindAll < 0 ? behindAll : Math.max(wait, behindAll);
    }

    private long reserve(String endpoint, @Nullable RateLimit limit, long now, long longest) {
        return limit == null
                ? 0
                : atWork.computeIfAbsent(new Key(endpoint, limit), first -> new RateLimiter(limit, now))
                        .reserve(now, longest);
    }
}
