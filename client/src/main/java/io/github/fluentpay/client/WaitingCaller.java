package io.github.fluentpay.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finishes a synchronous call on the thread that waits for it: no transport thread verifies, no other thread is woken,
 * and an exception's stack trace shows who called.
 */
final class WaitingCaller implements Executor {

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    /** Runs what comes in until {@code result} is there; each step of an exchange ends in a task. */
    void runUntilDone(CompletableFuture<?> result) throws InterruptedException {
        while (!result.isDone()) {
            work.take().run();
        }
    }
}
