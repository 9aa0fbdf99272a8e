package io.github.fluentpay.returns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a desk's workers go about it. Immutable; each setting has a default. */
public final class ReturnOptions {

    /** A lease that ends later was written by a clock that was ahead. */
    static final Duration LONGEST_LEASE = Duration.ofHours(1);

    final int concurrency;
    final int batch;
    final Duration lease;
    final Duration callTimeout;
    final Duration poll;
    final Duration linger;
    final Duration backOff;
    final Duration longestBackOff;
    final @Nullable Double perSecond;
    final @Nullable Duration keepFinished;
    final @Nullable ReturnListener listener;
    final ReturnMonitor monitor;
    final String worker;
    final Clock clock;
    final RandomGenerator random;

    private ReturnOptions(Builder builder) {
        this.concurrency = builder.concurrency;
        this.batch = builder.batch;
        this.lease = builder.lease;
        this.callTimeout = builder.callTimeout;
        this.poll = builder.poll;
        this.linger = builder.linger;
        this.backOff = builder.backOff;
        this.longestBackOff = builder.longestBackOff;
        this.perSecond = builder.perSecond;
        this.keepFinished = builder.keepFinished;
        this.listener = builder.listener;
        this.monitor = builder.monitor;
        this.worker = builder.worker == null ? thisProcess() : builder.worker;
        this.clock = builder.clock;
        this.random = builder.random;
    }

    /** All defaults. */
    public static ReturnOptions ofDefaults() {
        return builder().build();
    }

    /** A builder with all defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Two processes on one machine, or two desks in one process, have different names. */
    private static String thisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        String name = host + "-" + ProcessHandle.current().pid();
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Settings. Not safe for several threads. */
    public static final class Builder {

        private int concurrency = 64;
        private int batch = 100;
        private Duration lease = Duration.ofMinutes(2);
        private Duration callTimeout = Duration.ofSeconds(20);
        private Duration poll = Duration.ofSeconds(1);
        private Duration linger = Duration.ofMillis(10);
        private Duration backOff = Duration.ofSeconds(1);
        private Duration longestBackOff = Duration.ofMinutes(5);
        private @Nullable Double perSecond;
        private @Nullable Duration keepFinished;
        private @Nullable ReturnListener listener;
        private ReturnMonitor monitor = new ReturnMonitor() {};
        private @Nullable String worker;
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = RandomGenerator.getDefault();

        private Builder() {}

        /** How many calls may be under way at once, from 1 to 10,000; 64 by default. */
        public Builder concurrency(int calls) {
            if (calls < 1 || calls > 10_000) {
                throw new IllegalArgumentException("concurrency is " + calls + "; it is from 1 to 10000");
            }
            this.concurrency = calls;
            return this;
        }

        /** How many rows a worker takes up at once, from 1 to 10,000; 100 by default. */
        public Builder batch(int rows) {
            if (rows < 1 || rows > 10_000) {
                throw new IllegalArgumentException("batch is " + rows + "; it is from 1 to 10000");
            }
            this.batch = rows;
            return this;
        }

        /**
         * How many calls a second all workers together make for each merchant of this desk; it is kept in the ledger, and
         * the last one who says it is believed. 0 is no limit. By default what the ledger has, at first no limit.
         */
        public Builder perSecond(double calls) {
            this.perSecond = calls;
            return this;
        }

        /** How long a call may take; 20 seconds by default. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = positive("callTimeout", timeout);
            return this;
        }

        /**
         * How long a row is a worker's before others take it for dead; 2 minutes by default, an hour at most. At least
         * three times the call's timeout: an attempt may be two calls, and a row waits before.
         */
        public Builder lease(Duration lease) {
            if (lease.compareTo(LONGEST_LEASE) > 0) {
                throw new IllegalArgumentException("lease is " + lease + "; it is at most " + LONGEST_LEASE);
            }
            this.lease = positive("lease", lease);
            return this;
        }

        /** How often to look for rows that others submit; every second by default. */
        public Builder poll(Duration every) {
            this.poll = positive("poll", every);
            return this;
        }

        /**
         * How long a result may wait for others to be written in one transaction with it; 10 milliseconds by default. More
         * of it means fewer commits, and later ones.
         */
        public Builder linger(Duration linger) {
            this.linger = positive("linger", linger);
            return this;
        }

        /**
         * How long a row waits at first before it is sent again, twice that each further time, up to {@code longest}; one
         * second and 5 minutes by default. It is never given up: see {@link ReturnLedger#cancel}.
         */
        public Builder backOff(Duration first, Duration longest) {
            this.backOff = positive("backOff", first);
            this.longestBackOff = positive("longestBackOff", longest);
            if (longest.compareTo(first) < 0) {
                throw new IllegalArgumentException("the longest back-off is shorter than the first");
            }
            return this;
        }

        /** How long finished rows stay before this desk deletes them; by default they stay. */
        public Builder keepFinished(Duration time) {
            this.keepFinished = positive("keepFinished", time);
            return this;
        }

        /** Who is told of every row that ends. */
        public Builder listener(ReturnListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Who counts and times. */
        public Builder monitor(ReturnMonitor monitor) {
            this.monitor = Objects.requireNonNull(monitor, "monitor");
            return this;
        }

        /** The worker's name in the history; by default the host's name, the process's number, and a part by chance. */
        public Builder worker(String name) {
            Text.check("worker", name, 100);
            this.worker = name;
            return this;
        }

        /** The clock of a ledger on one machine; PostgreSQL's own is used there. */
        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Where the chance in back-offs comes from. */
        Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        /** @throws IllegalArgumentException if the lease is shorter than three times the call's timeout */
        public ReturnOptions build() {
            if (lease.compareTo(callTimeout.multipliedBy(3)) < 0) {
                throw new IllegalArgumentException(
                        "the lease, " + lease + ", is shorter than three times the call's timeout, " + callTimeout
                                + ": others would take the rows of calls under way");
            }
            return new ReturnOptions(this);
        }

        private static Duration positive(String name, Duration value) {
            Objects.requireNonNull(value, name);
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " is " + value + "; it is more than zero");
            }
            return value;
        }
    }
}
