package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.signature.ReplySigner;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a reply on the wire: signed, with a request id, and noted in the log. */
final class ReplyWriter {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.fluentpay.local.requests");

    private static final String REQUEST_ID = "Request-ID";
    private static final String JSON = "application/json";

    private final ReplySigner signer;

    ReplyWriter(ReplySigner signer) {
        this.signer = signer;
    }

    void write(Request request, Response response, Reply reply, @Nullable String wantedSerial, Callback callback) {
        byte[] body = reply.body();
        String requestId = signer.requestId(reply.internalNumber());
        response.setStatus(reply.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(REQUEST_ID, requestId);
        // A plain field: Jetty would add a charset to one it knows, and the platform sends none.
        headers.put(new HttpField(HttpHeader.CONTENT_TYPE, JSON));
        signer.headers(wantedSerial, reply).forEach(headers::put);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        if (request.getConnectionMetaData().isPersistent()) {
            headers.put(HttpHeader.KEEP_ALIVE, "timeout=" + HttpServer.IDLE.toSeconds());
        }
        LOG.info(
                "{} {} {} {} {}",
                request.getMethod(),
                pathOf(RawTarget.of(request)),
                reply.status(),
                reply.code(),
                requestId);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String pathOf(String target) {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }
}
