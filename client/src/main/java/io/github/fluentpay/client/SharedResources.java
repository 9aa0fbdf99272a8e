package io.github.fluentpay.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Connections and threads, made at the first call and shared by a client and those derived from it; the last of them to
 * close ends them.
 */
final class SharedResources {

    /** What the first call brings to life. */
    private static final class Running {

        private final Deadlines deadlines = new Deadlines();
        private final ForkJoinPool pool = newPool();
        private final Executor callbacks = finishingEvenIfClosed(pool);
        private final HttpTransport transport;
        private final @Nullable ApacheTransport own;

        Running(ConnectionSettings connections, @Nullable HttpTransport given) {
            if (given == null) {
                ApacheTransport engine = new ApacheTransport(connections, deadlines, callbacks);
                this.own = engine;
                this.transport = engine;
            } else {
                this.own = null;
                this.transport = given;
            }
        }

        void end() {
            if (own != null) {
                own.close();
            }
            pool.shutdown();
            deadlines.close();
        }
    }

    private final ConnectionSettings connections;
    private final @Nullable HttpTransport given;
    private final Object lock = new Object();

    // Guarded by lock, and read without it once set.
    private volatile @Nullable Running running;
    // Guarded by lock.
    private int users;
    private boolean ended;

    SharedResources(ConnectionSettings connections, @Nullable HttpTransport given) {
        this.connections = connections;
        this.given = given;
    }

    void retain() {
        synchronized (lock) {
            if (ended) {
                throw new IllegalStateException(
                        "The client these settings come from is closed, and its connections with"
                                + " it; build the new client before closing the old one");
            }
            users++;
        }
    }

    void release() {
        Running last;
        synchronized (lock) {
            if (--users > 0) {
                return;
            }
            ended = true;
            last = running;
        }
        if (last != null) {
            last.end();
        }
    }

    CompletableFuture<TransportReply> send(TransportRequest request) {
        return running().transport.send(request);
    }

    Deadlines deadlines() {
        return running().deadlines;
    }

    /**
     * Where asynchronous calls are finished. Not the transport's threads: a caller that blocks in a continuation there
     * would wait for itself. A fork-join pool, because it adds a thread while one of its own waits for a future.
     */
    Executor callbacks() {
        return running().callbacks;
    }

    private Running running() {
        Running present = running;
        if (present == null) {
            synchronized (lock) {
                if (ended) {
                    throw new IllegalStateException("The client is closed");
                }
                present = running == null ? new Running(connections, given) : running;
                running = present;
            }
        }
        return present;
    }

    /** A call under way while the client closes still ends, on whatever thread noticed. */
    private static Executor finishingEvenIfClosed(ForkJoinPool pool) {
        return task -> {
            try {
                pool.execute(task);
            } catch (RejectedExecutionException closed) {
                task.run();
            }
        };
    }

    private static ForkJoinPool newPool() {
        int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new ForkJoinPool(parallelism, SharedResources::newThread, null, true);
    }

    private static ForkJoinWorkerThread newThread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("fluentpay-callback-" + thread.getPoolIndex());
        return thread;
    }
}
