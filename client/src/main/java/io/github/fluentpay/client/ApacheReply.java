package io.github.fluentpay.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects one reply, and gives up when its body grows beyond the limit. It looks into no header: whatever a gateway
 * writes there, the status is kept. Used by one thread of the engine at a time.
 */
final class ApacheReply implements AsyncResponseConsumer<TransportReply> {

    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private int status;
    private Headers headers = Headers.none();
    private boolean announcesLength;
    private @Nullable FutureCallback<TransportReply> result;

    ApacheReply(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<TransportReply> result) {
        Headers.Builder collected = Headers.builder();
        for (Header header : response.getHeaders()) {
            collected.add(header.getName(), header.getValue());
        }
        this.headers = collected.build();
        this.status = response.getCode();
        // Apache's isChunked() is true of every body whose length is not known.
        this.announcesLength =
                response.containsHeader("Content-Length") || response.containsHeader("Transfer-Encoding");
        this.result = result;
        if (entity == null) {
            complete();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 1xx: the real answer follows.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer chunk) throws ReplyTooLargeException {
        if (chunk.remaining() > maxBytes - body.size()) {
            throw new ReplyTooLargeException(new TransportReply(status, headers, new byte[0]), maxBytes);
        }
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        body.writeBytes(copy);
    }

    /**
     * Ends the reply where its body does. Apache takes the end of the connection for the end of the head too, and what is
     * left of a head that broke off has no length and no body. A body that is shorter than announced Apache reports itself. Two
     * gaps stay: a head that broke off behind "Content-Length: 0", or of a 204, counts as complete, since it has no body anyway.
     * The former has no code of the platform, and the latter is believed for its signature alone.
     */
    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws ConnectionClosedException {
        if (body.size() == 0 && !announcesLength) {
            throw new ConnectionClosedException(
                    "The connection ended inside the head of the reply, or before a body of unknown length");
        }
        complete();
    }

    private void complete() {
        if (result != null) {
            result.completed(new TransportReply(status, headers, body.toByteArray()));
        }
    }

    @Override
    public void failed(Exception cause) {
        // The engine reports it to the exchange's own callback.
    }

    @Override
    public void releaseResources() {
        body.reset();
    }
}
