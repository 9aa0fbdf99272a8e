package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One exchange: read a bounded body, let the platform answer, write the reply. */
final class ExchangeHandler extends Handler.Abstract {

    /** More than the largest documented request but uploads, which are not served. */
    static final int MAX_BODY = 1 << 20;

    private final Platform platform;
    private final ReplyWriter writer;

    ExchangeHandler(Platform platform, ReplyWriter writer) {
        this.platform = platform;
        this.writer = writer;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback)
            throws IOException {
        byte[] body = body(jetty);
        Reply reply;
        if (body.length > MAX_BODY) {
            reply = Reply.refusing(
                    new RefusedException(ErrorCode.REQUEST_TOO_LARGE, "The body is larger than 1 MiB, the limit"));
        } else {
            reply = platform.answer(request(jetty, body));
        }
        writer.write(jetty, response, reply, jetty.getHeaders().get(SignatureHeaders.SERIAL), callback);
        return true;
    }

    private static byte[] body(org.eclipse.jetty.server.Request jetty) throws IOException {
        if (jetty.getLength() > MAX_BODY) {
            return new byte[MAX_BODY + 1];
        }
        try (InputStream in = Content.Source.asInputStream(jetty)) {
            return in.readNBytes(MAX_BODY + 1);
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
