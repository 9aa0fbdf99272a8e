package io.github.fluentpay.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of one host, as the name service reported them last. A host without any is looked up again at each call. */
final class KnownHost {

    private static final Logger LOG = LoggerFactory.getLogger(WechatPayClient.class);

    /** Short, because the JDK's cache behind the name service adds its own 30 seconds. */
    private static final long FRESH = Duration.ofSeconds(10).toNanos();

    /** As long as the name service may be out of order before calls fail. */
    private static final long USABLE = Duration.ofHours(1).toNanos();

    /** Between two look-ups while the name service fails and an old answer is used. */
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    /**
     * What was found.
     *
     * @param at when
     * @param freshUntil when it is to be looked up again
     */
    private record Answer(List<InetAddress> addresses, long at, long freshUntil) {

        boolean isUsable(long now) {
            return now - at < USABLE;
        }
    }

    private final String name;
    // Written under this object's lock, read without.
    private volatile @Nullable Answer last;
    // Guarded by this object's lock.
    private @Nullable LookUp inFlight;

    KnownHost(String name) {
        this.name = name;
    }

    /** The look-up to wait for, which may be one that has yet to be started; null if the last answer is fresh. */
    @Nullable
    LookUp lookUpUnlessFresh(long now) {
        if (isFresh(now)) {
            return null;
        }
        synchronized (this) {
            // Looked at again: a look-up may have ended meanwhile.
            if (isFresh(now)) {
                return null;
            }
            LookUp present = inFlight == null ? new LookUp(name, now) : inFlight;
            inFlight = present;
            return present;
        }
    }

    private boolean isFresh(long now) {
        Answer answer = last;
        return answer != null && now - answer.freshUntil() < 0;
    }

    /** Tells whether there is an answer that may be used although it is old. */
    boolean isUsable(long now) {
        Answer answer = last;
        return answer != null && answer.isUsable(now);
    }

    /** The last addresses, however old. */
    InetAddress[] addresses() throws UnknownHostException {
        Answer answer = last;
        if (answer == null) {
            throw new UnknownHostException(name);
        }
        return answer.addresses().toArray(new InetAddress[0]);
    }

    /** Does the look-up; blocks. */
    void ask(NameService service, LookUp lookUp, LongSupplier nanoTime) {
        try {
            InetAddress[] found = service.addresses(name);
            if (found.length == 0) {
                throw new UnknownHostException(name + ": the name service has no address for it");
            }
            long now = nanoTime.getAsLong();
            end(new Answer(List.of(found), now, now + FRESH));
            lookUp.found();
        } catch (Throwable e) {
            // A provider of the application's own may throw anything; the calls that wait have to end.
            failed(lookUp, e, nanoTime.getAsLong());
        }
    }

    /** Ends a look-up that found nothing, or could not be done. */
    void failed(LookUp lookUp, Throwable failure, long now) {
        Answer old = last;
        if (old != null && old.isUsable(now)) {
            LOG.warn(
                    "{} cannot be looked up, its addresses of {} seconds ago are used: {}",
                    name,
                    Duration.ofNanos(now - old.at()).toSeconds(),
                    Failures.reason(failure));
            end(new Answer(old.addresses(), old.at(), now + PAUSE));
        } else {
            end(null);
        }
        lookUp.failed(unknown(failure));
    }

    private UnknownHostException unknown(Throwable failure) {
        if (failure instanceof UnknownHostException known) {
            return known;
        }
        UnknownHostException unknown = new UnknownHostException(name + ": the name service failed: " + failure);
        unknown.initCause(failure);
        return unknown;
    }

    private synchronized void end(@Nullable Answer answer) {
        last = answer;
        inFlight = null;
    }
}
