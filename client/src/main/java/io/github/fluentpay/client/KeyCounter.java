package io.github.fluentpay.client;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts verified messages by the key that signed them, which bounds it: a forger cannot add a serial. */
final class KeyCounter {

    private static final class Count {

        private final LongAdder replies = new LongAdder();
        private final LongAdder notifications = new LongAdder();
        private volatile Instant last = Instant.MIN;
    }

    private final Map<String, Count> bySerial = new ConcurrentHashMap<>();

    void reply(String serial, Instant at) {
        count(serial, at).replies.increment();
    }

    void notification(String serial, Instant at) {
        count(serial, at).notifications.increment();
    }

    private Count count(String serial, Instant at) {
        Count count = bySerial.computeIfAbsent(serial, first -> new Count());
        count.last = at;
        return count;
    }

    Map<String, KeyUse> seen() {
        Map<String, KeyUse> seen = new TreeMap<>();
        bySerial.forEach((serial, count) ->
                seen.put(serial, new KeyUse(count.replies.sum(), count.notifications.sum(), count.last)));
        return Collections.unmodifiableMap(seen);
    }
}
