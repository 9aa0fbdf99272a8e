package io.github.fluentpay.local.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads one body as it comes in. It has no thread while it waits, so any number of slow clients leave the threads to
 * the others; and it waits for a limited time.
 */
final class BodyReader implements Runnable {

    /** What comes of a body; one of them is called, once. */
    interface Outcome {

        /** It is complete. */
        void read(byte[] body);

        /** It is larger than allowed; the rest was left unread. */
        void tooLarge();

        /** It did not come in time, or the connection ended before it did. */
        void incomplete();

        /** It is not framed as HTTP/1.1 wants it. */
        void malformed();
    }

    private final Request request;
    private final int maxBytes;
    private final Outcome outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Scheduler.Task timeout;

    private BodyReader(Request request, int maxBytes, Duration maxTime, Outcome outcome) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.outcome = outcome;
        this.timeout = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getComponents().getExecutor().execute(() -> end(outcome::incomplete)),
                        maxTime.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    static void read(Request request, int maxBytes, Duration maxTime, Outcome outcome) {
        if (request.getLength() > maxBytes) {
            outcome.tooLarge();
            return;
        }
        new BodyReader(request, maxBytes, maxTime, outcome).run();
    }

    /** Takes what is there; Jetty calls it again when there is more. */
    @Override
    public void run() {
        while (!ended.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                boolean malformed = chunk.getFailure() instanceof HttpException;
                end(malformed ? outcome::malformed : outcome::incomplete);
                return;
            }
            body.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
            chunk.release();
            if (body.size() > maxBytes) {
                end(outcome::tooLarge);
            } else if (chunk.isLast()) {
                end(() -> outcome.read(body.toByteArray()));
            }
        }
    }

    /** The reader and the timeout may both come here. */
    private void end(Runnable what) {
        if (ended.compareAndSet(false, true)) {
            timeout.cancel();
            what.run();
        }
    }
}
