package io.github.fluentpay.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says what a start is doing if it takes longer than a reader waits without a word; says nothing if it does not. */
final class StartNotice implements AutoCloseable {

    private final CountDownLatch started = new CountDownLatch(1);
    private final Thread thread;

    private StartNotice(PrintStream err, Duration patience, String notice) {
        this.thread = new Thread(() -> tell(err, patience, notice), "start-notice");
        thread.setDaemon(true);
        thread.start();
    }

    /** Prints {@code notice} after that time, unless closed before. */
    static StartNotice after(Duration patience, PrintStream err, String notice) {
        return new StartNotice(err, patience, notice);
    }

    private void tell(PrintStream err, Duration patience, String notice) {
        try {
            if (!started.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                err.println(notice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is printed after this returns. */
    @Override
    public void close() {
        started.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
