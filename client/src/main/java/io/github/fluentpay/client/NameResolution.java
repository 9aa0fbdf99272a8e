package io.github.fluentpay.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * The addresses of hosts, and the only place that asks the name service. The engine resolves a name on the thread that
 * sends, or on a thread of its own that other calls need. So each name is looked up elsewhere before, and the engine gets
 * what was found. Safe for many threads; none of its methods blocks.
 */
final class NameResolution implements DnsResolver {

    /** Bounds the wait for a future; the answer is done when the future has ended, or the time is over. */
    @FunctionalInterface
    interface Patience {

        CompletableFuture<?> atMost(CompletableFuture<?> awaited, Duration longest);
    }

    private static final CompletableFuture<?> KNOWN = CompletableFuture.completedFuture(null);

    private final NameService service;
    private final Executor lookUps;
    private final Patience patience;
    private final Duration longestWait;
    private final LongSupplier nanoTime;
    private final Map<String, KnownHost> hosts = new ConcurrentHashMap<>();

    /**
     * Resolves names by a service.
     *
     * @param lookUps runs look-ups, each of which may hang; there is at most one for each host
     * @param longestWait how long a look-up may take before an old answer is used instead
     */
    NameResolution(
            NameService service, Executor lookUps, Patience patience, Duration longestWait, LongSupplier nanoTime) {
        this.service = service;
        this.lookUps = lookUps;
        this.patience = patience;
        this.longestWait = longestWait;
        this.nanoTime = nanoTime;
    }

    /**
     * Done when the engine may connect to the host. Fails with {@link UnknownHostException} if the host has no address. May
     * stay open for as long as a look-up hangs, so the caller needs a deadline of its own.
     */
    CompletableFuture<?> known(String host) {
        if (isAddress(host)) {
            return KNOWN;
        }
        KnownHost known = hosts.computeIfAbsent(key(host), KnownHost::new);
        long now = nanoTime.getAsLong();
        LookUp lookUp = known.lookUpUnlessFresh(now);
        if (lookUp == null) {
            return KNOWN;
        }
        try {
            lookUp.start(lookUps, () -> known.ask(service, lookUp, nanoTime));
        } catch (RuntimeException | Error e) {
            // No thread to be had. Later calls must not wait for a look-up that nobody does.
            known.failed(lookUp, e, now);
        }
        // An old address is better than none: TLS finds out whether the host is still the same.
        return known.isUsable(now) ? lookedUpInTime(lookUp, now) : lookUp.result(now);
    }

    private CompletableFuture<?> lookedUpInTime(LookUp lookUp, long now) {
        Duration left = longestWait.minusNanos(lookUp.age(now));
        return left.isNegative() || left.isZero() ? KNOWN : patience.atMost(lookUp.ended(), left);
    }

    /** For the engine. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (isAddress(host)) {
            return InetAddress.getAllByName(host);
        }
        KnownHost known = hosts.get(key(host));
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return known.addresses();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Strictly: the JDK asks the name service for 1.2.3.4.5 too. In a URI, addresses of IPv6 are in brackets. */
    private static boolean isAddress(String host) {
        return InetAddressUtils.isIPv4(host) || host.startsWith("[") || host.indexOf(':') >= 0;
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
