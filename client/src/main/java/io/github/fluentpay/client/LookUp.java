package io.github.fluentpay.client;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One look-up of a host. All calls that need the host meanwhile wait for this one. */
final class LookUp {

    /** Calls that come later than this do not wait for the look-up: they would pile up behind one that never ends. */
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();

    private final String host;
    private final long begun;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final CompletableFuture<?> ended = result.handle((found, failure) -> null);

    LookUp(String host, long now) {
        this.host = host;
        this.begun = now;
    }

    /** Starts it, unless it was started before. */
    void start(Executor threads, Runnable work) {
        if (started.compareAndSet(false, true)) {
            threads.execute(work);
        }
    }

    long age(long now) {
        return now - begun;
    }

    /** Done when an address was found; failed if none was, or if the look-up has hung for too long. */
    CompletableFuture<?> result(long now) {
        return age(now) < LONGEST || result.isDone()
                ? result
                : CompletableFuture.failedFuture(
                        new UnknownHostException(host + ": the name service has not answered for "
                                + Duration.ofNanos(age(now)).toSeconds() + " seconds"));
    }

    /** Done when it has ended, well or not. */
    CompletableFuture<?> ended() {
        return ended;
    }

    void found() {
        result.complete(null);
    }

    void failed(UnknownHostException failure) {
        result.completeExceptionally(failure);
    }
}
