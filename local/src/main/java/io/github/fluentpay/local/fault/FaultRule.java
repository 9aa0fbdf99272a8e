package io.github.fluentpay.local.fault;

import io.github.fluentpay.local.exchange.PathTemplate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault strikes, and how often: all of them, always, unless told otherwise. Immutable.
 *
 * <pre>{@code
 * FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED").retryAfter(Duration.ofSeconds(2)))
 *         .path("/v3/marketing/busifavor/coupons/return")
 *         .times(2)
 * }</pre>
 */
public final class FaultRule {

    private final Fault fault;
    private final @Nullable String method;
    private final @Nullable PathTemplate path;
    private final @Nullable String mchid;
    private final double rate;
    private final OptionalLong times;

    private FaultRule(
            Fault fault,
            @Nullable String method,
            @Nullable PathTemplate path,
            @Nullable String mchid,
            double rate,
            OptionalLong times) {
        this.fault = fault;
        this.method = method;
        this.path = path;
        this.mchid = mchid;
        this.rate = rate;
        this.times = times;
    }

    /** Strikes every request. */
    public static FaultRule of(Fault fault) {
        return new FaultRule(Objects.requireNonNull(fault, "fault"), null, null, null, 1, OptionalLong.empty());
    }

    /** Only requests with this method, upper case. */
    public FaultRule method(String only) {
        return new FaultRule(fault, Objects.requireNonNull(only, "method"), path, mchid, rate, times);
    }

    /**
     * Only requests to this path, whatever their query.
     *
     * @param only a path, or a documented one with variables in braces, such as
     *     {@code /v3/marketing/busifavor/stocks/{stock_id}}
     * @throws IllegalArgumentException if it does not begin with a slash, or has a query
     */
    public FaultRule path(String only) {
        if (!only.startsWith("/") || only.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "The path \"" + only + "\" must begin with a slash, and have no query: that is not looked at");
        }
        return new FaultRule(fault, method, new PathTemplate(only), mchid, rate, times);
    }

    /** Only requests of this merchant (商户号), as {@code Authorization} names it; that one may be wrong otherwise. */
    public FaultRule mchid(String only) {
        return new FaultRule(fault, method, path, Objects.requireNonNull(only, "mchid"), rate, times);
    }

    /**
     * Only so large a share of those requests, drawn from LocalPay's random.
     *
     * @param share 0 to 1
     */
    public FaultRule rate(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("rate is " + share + "; it must be from 0 to 1");
        }
        return new FaultRule(fault, method, path, mchid, share, times);
    }

    /**
     * So many requests, then no more.
     *
     * @param count 1 or more
     */
    public FaultRule times(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("times is " + count + "; it must be 1 or more");
        }
        return new FaultRule(fault, method, path, mchid, rate, OptionalLong.of(count));
    }

    /** What goes wrong. */
    public Fault fault() {
        return fault;
    }

    /** The only method; empty for any. */
    public Optional<String> method() {
        return Optional.ofNullable(method);
    }

    /** The only path; empty for any. */
    public Optional<String> path() {
        return Optional.ofNullable(path).map(PathTemplate::toString);
    }

    /** The only merchant (商户号); empty for any. */
    public Optional<String> mchid() {
        return Optional.ofNullable(mchid);
    }

    /** The share of the requests, 1 for all. */
    public double rate() {
        return rate;
    }

    /** How many requests; empty if there is no limit. */
    public OptionalLong times() {
        return times;
    }

    /**
     * Whether a request is one of those that this rule is about; rate and times are not looked at.
     *
     * @param requestPath percent-encoded as sent, without query
     * @param requestMchid null if it names none
     */
    public boolean matches(String requestMethod, String requestPath, @Nullable String requestMchid) {
        return (method == null || method.equals(requestMethod))
                && (path == null || path.fits(requestPath))
                && (mchid == null || mchid.equals(requestMchid));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("FaultRule[").append(fault);
        if (method != null) {
            text.append(", method ").append(method);
        }
        if (path != null) {
            text.append(", path ").append(path);
        }
        if (mchid != null) {
            text.append(", mchid ").append(mchid);
        }
        if (rate < 1) {
            text.append(", rate ").append(rate);
        }
        times.ifPresent(count -> text.append(", times ").append(count));
        return text.append(']').toString();
    }
}
