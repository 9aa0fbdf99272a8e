package io.github.fluentpay.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps callers from waiting for the name service: the engine asks it on the thread that sends. The JDK remembers an
 * answer for 30 seconds, so only a call that comes after a longer pause is handed to another thread.
 */
final class NameResolution {

    private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(20);

    private final Executor blocking;
    private final Map<String, Long> lastAsked = new ConcurrentHashMap<>();

    NameResolution(Executor blocking) {
        this.blocking = blocking;
    }

    /** Runs {@code send} at once if it will not wait for the name service, else on another thread. */
    void known(String host, Runnable send) {
        long now = System.nanoTime();
        Long asked = lastAsked.get(host);
        if (isAddress(host) || (asked != null && now - asked < REMEMBERED)) {
            send.run();
            return;
        }
        blocking.execute(() -> {
            send.run();
            lastAsked.put(host, System.nanoTime());
        });
    }

    /** An address is never asked for; in a URI those of IPv6 stand in brackets. */
    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
