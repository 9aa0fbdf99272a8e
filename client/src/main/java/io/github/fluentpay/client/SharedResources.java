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

    private final ConnectionSettings connections;
    private final @Nullable HttpTransport given;
    private final Object lock = new Object();

    // Guarded by lock, and read without it once set.
    private volatile @Nullable ApacheTransport own;
    private volatile @Nullable ForkJoinPool callbacks;
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
        synchronized (lock) {
            if (--users > 0) {
                return;
            }
            ended = true;
        }
        if (own != null) {
            own.close();
        }
        if (callbacks != null) {
            callbacks.shutdown();
        }
    }

    CompletableFuture<TransportReply> send(TransportRequest request) {
        if (given != null) {
            return given.send(request);
        }
        ApacheTransport transport = own;
        if (transport == null) {
            synchronized (lock) {
                ensureOpen();
                transport = own == null ? new ApacheTransport(connections) : own;
                own = transport;
            }
        }
        return transport.send(request);
    }

    /**
     * Where asynchronous calls are finished. Not the transport's threads: a caller that blocks in a continuation there
     * would wait for itself. A fork-join pool, because it adds a thread while one of its own waits for a future.
     */
    Executor callbacks() {
        ForkJoinPool pool = callbacks;
        if (pool == null) {
            synchronized (lock) {
                ensureOpen();
                pool = callbacks == null ? newPool() : callbacks;
                callbacks = pool;
            }
        }
        return finishingEvenIfClosed(pool);
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

    private void ensureOpen() {
        if (ended) {
            throw new IllegalStateException("The client is closed");
        }
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
