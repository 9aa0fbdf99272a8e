package io.github.fluentpay.client;

import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that a change took away, each with the time of its own removal. Messages that the platform signed with one of them
 * before may still arrive, so it is believed for as long as a message with the timestamp of its removal would be. Later
 * changes do not prolong that. Immutable.
 */
final class RemovedKeys {

    static final RemovedKeys NONE = new RemovedKeys(List.of());

    private record Removed(VerifyingKey key, Instant at) {

        boolean hasEnded(Instant now) {
            // Either way, as for a message: a clock that was set back far does not prolong it.
            return Duration.between(at, now).abs().compareTo(MessageVerifier.TOLERANCE) >= 0;
        }
    }

    private final List<Removed> removed;

    private RemovedKeys(Collection<Removed> removed) {
        this.removed = List.copyOf(removed);
    }

    /**
     * These after a change: without those that have ended, or are used again; with those that the change took away.
     *
     * @param before the keys that were used until now
     * @param after the keys that are used from now on
     */
    RemovedKeys afterChange(VerifyingKeys before, VerifyingKeys after, Instant now) {
        Map<String, Removed> next = new LinkedHashMap<>();
        for (Removed each : removed) {
            if (!each.hasEnded(now)) {
                next.put(each.key().serial(), each);
            }
        }
        before.keys().forEach(key -> next.put(key.serial(), new Removed(key, now)));
        after.serials().forEach(next::remove);
        return new RemovedKeys(next.values());
    }

    boolean haveEnded(Instant now) {
        for (Removed each : removed) {
            if (each.hasEnded(now)) {
                return true;
            }
        }
        return false;
    }

    /** The keys that are still believed. Keep the result, so that no clock brings back what has ended. */
    RemovedKeys withoutEnded(Instant now) {
        return new RemovedKeys(
                removed.stream().filter(each -> !each.hasEnded(now)).toList());
    }

    /** These beside the keys that are used; of two with the same serial the used one counts. */
    VerifyingKeys and(VerifyingKeys used) {
        return removed.isEmpty()
                ? used
                : VerifyingKeys.of(removed.stream().map(Removed::key).toList()).and(used);
    }
}
