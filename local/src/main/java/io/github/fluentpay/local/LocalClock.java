package io.github.fluentpay.local;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one clock that everything in a LocalPay goes by: validity, timestamps, deliveries, limits, and the check of
 * signatures. It runs with {@link LocalPay.Builder#clock} until it is moved. Safe for many threads.
 *
 * <pre>{@code
 * localPay.clock().jump(Duration.ofDays(30));   // what ends within a month has ended, callbacks that were due are sent
 * localPay.clock().freeze();                    // until resume()
 * localPay.clock().runAt(60);                   // an hour takes a minute
 * }</pre>
 *
 * <p>A client whose clock is more than five minutes away from this one is refused, and refuses LocalPay's replies and
 * notifications in turn: hand it this clock, or move it back with {@link #reset()} before it calls.
 *
 * <p>With a data folder the next start runs with the builder's clock again.
 */
public final class LocalClock extends Clock {

    static final double FASTEST = 1_000_000;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * Since {@code base}, which was {@code local} here, the time runs at {@code speed}, or stands still.
     */
    private record Course(Instant base, Instant local, double speed, boolean frozen) {

        Instant at(Instant now) {
            if (frozen) {
                return local;
            }
            Duration passed = Duration.between(base, now);
            return local.plus(speed == 1 ? passed : Duration.ofNanos((long) (passed.toNanos() * speed)));
        }
    }

    private final Clock base;
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private volatile Course course; // written under this

    LocalClock(Clock base) {
        this.base = base;
        this.course = unmoved(base.instant());
    }

    private static Course unmoved(Instant now) {
        return new Course(now, now, 1, false);
    }

    @Override
    public Instant instant() {
        return course.at(base.instant());
    }

    /**
     * Moves it forward, or back if {@code by} is negative.
     *
     * @return the time that it shows now
     * @throws IllegalArgumentException if that is not from 1970 to 9999
     */
    public Instant jump(Duration by) {
        synchronized (this) {
            Instant now = base.instant();
            show(now, later(course.at(now), by));
        }
        return moved();
    }

    /**
     * Makes it show {@code time}; it goes on from there, unless it stands still.
     *
     * @throws IllegalArgumentException if that is not from 1970 to 9999
     */
    public void set(Instant time) {
        Objects.requireNonNull(time, "time");
        synchronized (this) {
            show(base.instant(), time);
        }
        moved();
    }

    private static Instant later(Instant time, Duration by) {
        try {
            return time.plus(by);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("A jump by " + by + " leads nowhere: no time is so far away", e);
        }
    }

    private void show(Instant now, Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "The time would be " + time + "; timestamps on the wire are from 1970 to 9999");
        }
        course = new Course(now, time, course.speed, course.frozen);
    }

    /** Lets it stand still; what waits for a time waits until it is moved there. */
    public void freeze() {
        change(course.speed, true);
    }

    /** Lets it run again, from the time that it shows and as fast as before. */
    public void resume() {
        change(course.speed, false);
    }

    /**
     * Lets it run faster or slower from now on; while it stands still, once it is resumed.
     *
     * @param factor above 0, at most 1,000,000; 1 is as fast as the builder's clock
     */
    public void runAt(double factor) {
        if (!(factor > 0 && factor <= FASTEST)) {
            throw new IllegalArgumentException(
                    "factor is " + factor + "; it must be above 0 and at most 1000000. To stop the clock, freeze it");
        }
        change(factor, course.frozen);
    }

    /** Makes it show the builder's clock again, running with it. */
    public void reset() {
        synchronized (this) {
            course = unmoved(base.instant());
        }
        moved();
    }

    private void change(double speed, boolean frozen) {
        synchronized (this) {
            Instant now = base.instant();
            course = new Course(now, course.at(now), speed, frozen);
        }
        moved();
    }

    private Instant moved() {
        waiting.forEach(Runnable::run);
        return instant();
    }

    /** Whether it stands still. */
    public boolean isFrozen() {
        return course.frozen;
    }

    /** How fast it runs, or will once it is resumed; 1 at first. */
    public double speed() {
        return course.speed;
    }

    /** Calls back whenever it was moved, on the thread that moved it. */
    void onMove(Runnable listener) {
        waiting.add(listener);
    }

    /** How long it takes until it shows that time, zero if it does; empty while it stands still. */
    Optional<Duration> until(Instant time) {
        Course now = course;
        Duration left = Duration.between(now.at(base.instant()), time);
        if (left.isNegative() || left.isZero()) {
            return Optional.of(Duration.ZERO);
        }
        return now.frozen ? Optional.empty() : Optional.of(Duration.ofMillis((long) (left.toMillis() / now.speed) + 1));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same time, in another zone; it moves with this one. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new Clock() {
            @Override
            public Instant instant() {
                return LocalClock.this.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return LocalClock.this.withZone(other);
            }
        };
    }

    @Override
    public String toString() {
        return "LocalClock[" + instant() + (course.frozen ? ", frozen" : "") + ", speed " + course.speed + "]";
    }
}
