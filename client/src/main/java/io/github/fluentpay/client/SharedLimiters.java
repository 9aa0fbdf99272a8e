package io.github.fluentpay.client;

import java.util.HashMap;
import java.util.Map;

/**
 * The limiters of all merchants and brands that a client and those derived from it speak for. The platform counts by
 * merchant, whatever client calls, so they count together; they live as long as any client has them. Safe for many threads.
 */
final class SharedLimiters {

    private static final class Held {

        private final RateLimiters limiters = new RateLimiters();
        private int users;
    }

    // Guarded by this.
    private final Map<String, Held> byAccount = new HashMap<>();

    /** For one more client. */
    synchronized RateLimiters retain(String account) {
        Held held = byAccount.computeIfAbsent(account, first -> new Held());
        held.users++;
        return held.limiters;
    }

    /** One client fewer. */
    synchronized void release(String account) {
        Held held = byAccount.get(account);
        if (held != null && --held.users == 0) {
            byAccount.remove(account);
        }
    }

    /** How many merchants and brands there are. */
    synchronized int size() {
        return byAccount.size();
    }
}
