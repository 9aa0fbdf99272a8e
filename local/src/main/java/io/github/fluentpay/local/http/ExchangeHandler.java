package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One exchange: read a bounded body, let the platform answer, write the reply. */
final class ExchangeHandler extends Handler.Abstract {

    /** More than the largest documented request but uploads, which are not served. */
    static final int MAX_BODY = 1 << 20;

    private final Platform platform;
    private final ReplyWriter writer;
    private final Duration bodyTime;

    ExchangeHandler(Platform platform, ReplyWriter writer, Duration bodyTime) {
        this.platform = platform;
        this.writer = writer;
        this.bodyTime = bodyTime;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
        BodyReader.read(jetty, MAX_BODY, bodyTime, new Exchange(jetty, response, callback));
        return true;
    }

    private final class Exchange implements BodyReader.Outcome {

        private final org.eclipse.jetty.server.Request jetty;
        private final Response response;
        private final Callback callback;

        Exchange(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
            this.jetty = jetty;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void read(byte[] body) {
            write(platform.answer(request(jetty, body)));
        }

        @Override
        public void tooLarge() {
            refuse(ErrorCode.REQUEST_TOO_LARGE, "The body is larger than 1 MiB, the limit");
        }

        @Override
        public void incomplete() {
            refuse(
                    ErrorCode.REQUEST_TIMEOUT,
                    "The body did not come in time; send as many bytes as Content-Length says, without pauses");
        }

        @Override
        public void malformed() {
            refuse(ErrorCode.PARAM_ERROR, "The request is not proper HTTP/1.1");
        }

        private void refuse(ErrorCode code, String message) {
            write(Reply.refusing(new RefusedException(code, message)));
        }

        private void write(Reply reply) {
            try {
                writer.write(jetty, response, reply, jetty.getHeaders().get(SignatureHeaders.SERIAL), callback);
            } catch (RuntimeException | Error e) {
                // Jetty waits for the callback for ever otherwise: this need not be one of its own calls.
                callback.failed(e);
            }
        }
    }

    private static Request request(org.eclipse.jetty.server.Request jetty, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : jetty.getHeaders()) {
            headers.putIfAbsent(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        return new Request(jetty.getMethod(), RawTarget.of(jetty), headers, body);
    }
}
