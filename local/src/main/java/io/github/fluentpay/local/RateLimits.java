package io.github.fluentpay.local;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.RateLimit;
import io.github.fluentpay.catalogue.Summary;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.local.exchange.PathTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How many requests each merchant may send to an endpoint (接口频率限制); what is too much is answered with 429 and
 * {@code RATELIMIT_EXCEEDED}, and has no effect. There are no limits at first. Safe for many threads.
 *
 * <pre>{@code
 * localPay.rateLimits().documented();                              // 500 a second to use a coupon, and so on
 * localPay.rateLimits().add("POST", "/v3/refund/domestic/refunds", 3, Duration.ofSeconds(1));
 * }</pre>
 *
 * <p>They go by {@link LocalPay#clock()}: while it stands still, what is used up does not come back.
 */
public final class RateLimits {

    /** A limit, and what each merchant has left of it. */
    private static final class Bucket {

        private final String method;
        private final PathTemplate path;
        private final RateLimit limit;
        private final Map<String, Level> byMchid = new HashMap<>(); // guarded by this

        Bucket(String method, PathTemplate path, RateLimit limit) {
            this.method = method;
            this.path = path;
            this.limit = limit;
        }

        synchronized boolean lets(String mchid, Instant now) {
            Level before = byMchid.getOrDefault(mchid, new Level(now, limit.requests()));
            double left = Math.min(limit.requests(), before.left + regained(Duration.between(before.time, now)));
            byMchid.put(mchid, new Level(now, left < 1 ? left : left - 1));
            return left >= 1;
        }

        /** Nothing if the clock went back. */
        private double regained(Duration passed) {
            return passed.isNegative() ? 0 : seconds(passed) / seconds(limit.per()) * limit.requests();
        }

        String words() {
            return limit.requests() + " requests in "
                    + AdminCalls.seconds(limit.per()).toPlainString() + " s to " + method + " " + path;
        }

        /** Not in nanoseconds: a clock can be moved by more of them than a long has. */
        private static double seconds(Duration time) {
            return time.getSeconds() + time.getNano() / 1e9;
        }
    }

    /** How many requests were left at that time. */
    private record Level(Instant time, double left) {}

    /**
     * One limit.
     *
     * @param path a documented one, with variables in braces
     */
    public record Limit(String method, String path, int requests, Duration per) {}

    private final Clock clock;
    private final List<Bucket> buckets = new CopyOnWriteArrayList<>();

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Adds every limit that the documentation names. */
    public RateLimits documented() {
        for (Summary operation : Catalogue.load().summaries()) {
            RateLimit limit = operation.rateLimit();
            if (limit != null && operation.version() == Version.V3) {
                String path = operation.path().startsWith("/") ? operation.path() : "/" + operation.path();
                add(operation.verb().name(), path, limit.requests(), limit.per());
            }
        }
        return this;
    }

    /**
     * Adds a limit; of several that a request falls under the first that is added counts.
     *
     * @param method upper case
     * @param path a path, or a documented one with variables in braces; no query
     * @param requests so many at once, and as many again in each {@code per}
     * @throws IllegalArgumentException if it lets nothing through, or the path does not begin with a slash
     */
    public RateLimits add(String method, String path, int requests, Duration per) {
        Objects.requireNonNull(method, "method");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("The path \"" + path + "\" must begin with a slash");
        }
        buckets.add(new Bucket(method, new PathTemplate(path), new RateLimit(requests, per)));
        return this;
    }

    /** Lifts all limits. */
    public void clear() {
        buckets.clear();
    }

    /** The limits in the order they were added. */
    public List<Limit> all() {
        return buckets.stream()
                .map(bucket ->
                        new Limit(bucket.method, bucket.path.toString(), bucket.limit.requests(), bucket.limit.per()))
                .toList();
    }

    /** Which limit this request is too much for, in words; null if it may pass, and then it counts. */
    @Nullable
    String exceededBy(String mchid, String method, String rawPath) {
        for (Bucket bucket : buckets) {
            if (bucket.method.equals(method) && bucket.path.fits(rawPath)) {
                return bucket.lets(mchid, clock.instant()) ? null : bucket.words();
            }
        }
        return null;
    }
}
