package io.github.fluentpay.local;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What LocalPay is told to do wrong. Each request meets one fault at most: that of the first rule, in the order they
 * were added, that is about it and is not spent. Safe for many threads.
 *
 * <p>Every request that has come in complete counts, whether its signature holds or not, {@code GET /v3/certificates}
 * too; what is not HTTP, or shows no path, does not.
 */
public final class Faults {

    private static final long NO_LIMIT = -1;

    /** What can go wrong there. */
    enum Place {
        REPLIES,
        NOTIFICATIONS;

        boolean knows(Fault fault) {
            return switch (this) {
                case REPLIES -> !(fault instanceof Fault.Duplicate);
                case NOTIFICATIONS ->
                    !(fault instanceof Fault.Reset
                            || fault instanceof Fault.HalfReply
                            || fault instanceof Fault.Refusal
                            || fault instanceof Fault.Accepted
                            || fault instanceof Fault.GatewayPage);
            };
        }
    }

    private final RandomGenerator random;
    private final Place place;
    private final AtomicLong ids = new AtomicLong();
    private final List<Armed> rules = new CopyOnWriteArrayList<>();

    Faults(RandomGenerator random, Place place) {
        this.random = random;
        this.place = place;
    }

    /**
     * Adds a rule behind those that are there. The same one may be added again, and counts on its own.
     *
     * @throws IllegalArgumentException if the fault is one of replies and this is about notifications, or the other way
     *     round
     */
    public Faults add(FaultRule rule) {
        put(rule);
        return this;
    }

    /** The same; answers a number that {@link #standing()} names it by. */
    long put(FaultRule rule) {
        if (!place.knows(rule.fault())) {
            throw new IllegalArgumentException(rule.fault()
                    + (place == Place.REPLIES
                            ? " is about notifications: add it to callbacks().faults()"
                            : " is about replies, not about notifications: add it to faults()"));
        }
        Armed armed = new Armed(ids.incrementAndGet(), rule);
        rules.add(armed);
        return armed.id;
    }

    /** Ends all faults; one that has begun is not undone. */
    public void clear() {
        rules.clear();
    }

    /** The rules that are not spent, each with the number of times that is left of it. */
    public List<FaultRule> rules() {
        return standing().stream().map(Standing::rest).toList();
    }

    /**
     * A rule that is not spent.
     *
     * @param rest the rule with the number of times that is left
     */
    record Standing(long id, FaultRule rest) {}

    List<Standing> standing() {
        return rules.stream()
                .flatMap(armed -> Stream.ofNullable(armed.rest()).map(rest -> new Standing(armed.id, rest)))
                .toList();
    }

    /** Ends the rule of that number; false if there is none. */
    boolean remove(long id) {
        return rules.removeIf(armed -> armed.id == id);
    }

    /** Ends that very rule, if it is still there. */
    void remove(FaultRule rule) {
        rules.removeIf(armed -> armed.rule == rule);
    }

    /** The fault that this request meets, or null. */
    @Nullable
    Fault next(String method, String path, @Nullable String mchid) {
        for (Armed armed : rules) {
            if (armed.rule.matches(method, path, mchid) && strikes(armed)) {
                return armed.rule.fault();
            }
        }
        return null;
    }

    private boolean strikes(Armed armed) {
        if (armed.rule.rate() < 1 && random.nextDouble() >= armed.rule.rate()) {
            return false;
        }
        long before = armed.left.getAndUpdate(left -> left > 0 ? left - 1 : left);
        if (before == 1) {
            rules.remove(armed);
        }
        return before != 0;
    }

    /** A rule with its own count. */
    private static final class Armed {

        private final long id;
        private final FaultRule rule;
        private final AtomicLong left;

        private Armed(long id, FaultRule rule) {
            this.id = id;
            this.rule = Objects.requireNonNull(rule, "rule");
            this.left = new AtomicLong(rule.times().orElse(NO_LIMIT));
        }

        private @Nullable FaultRule rest() {
            long now = left.get();
            return now == 0 ? null : now == NO_LIMIT ? rule : rule.times(now);
        }
    }
}
