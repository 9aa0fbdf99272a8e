package io.github.fluentpay.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Collects one reply, and gives up when its body grows beyond the limit. */
final class ApacheReply extends AbstractBinResponseConsumer<TransportReply> {

    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private int status;
    private Headers headers = Headers.none();

    ApacheReply(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        Headers.Builder collected = Headers.builder();
        for (Header header : response.getHeaders()) {
            collected.add(header.getName(), header.getValue());
        }
        headers = collected.build();
        status = response.getCode();
    }

    @Override
    protected int capacityIncrement() {
        return maxBytes;
    }

    @Override
    protected void data(ByteBuffer chunk, boolean endOfStream) throws ReplyTooLargeException {
        if (chunk.remaining() > maxBytes - body.size()) {
            throw new ReplyTooLargeException(new TransportReply(status, headers, new byte[0]), maxBytes);
        }
        if (chunk.hasArray()) {
            body.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
            chunk.position(chunk.limit());
        } else {
            byte[] copy = new byte[chunk.remaining()];
            chunk.get(copy);
            body.writeBytes(copy);
        }
    }

    @Override
    protected TransportReply buildResult() {
        return new TransportReply(status, headers, body.toByteArray());
    }

    @Override
    public void releaseResources() {
        body.reset();
    }
}
