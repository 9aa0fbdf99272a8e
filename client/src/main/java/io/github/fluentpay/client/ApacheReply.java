package io.github.fluentpay.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
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

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
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
