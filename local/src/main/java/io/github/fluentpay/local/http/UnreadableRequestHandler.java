package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import java.time.Clock;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, before any of our code sees it, in the platform's error shape. */
final class UnreadableRequestHandler implements Request.Handler {

    private final ReplyWriter writer;
    private final Clock clock;

    UnreadableRequestHandler(ReplyWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = Reply.refusing(refusal(response.getStatus()));
        writer.write(new Exchange(request, response, callback, clock.instant()), Platform.Outcome.of(reply), null);
        return true;
    }

    static RefusedException refusal(int status) {
        return switch (status) {
            case 431, 414 ->
                new RefusedException(
                        ErrorCode.HEADERS_TOO_LARGE, "The request line and the header fields are larger than 32 KiB");
            case 400, 405, 501, 505 ->
                new RefusedException(ErrorCode.PARAM_ERROR, "The request is not proper HTTP/1.1");
            case 408 -> new RefusedException(ErrorCode.REQUEST_TIMEOUT, "The request did not come in time");
            case 503 -> new RefusedException(ErrorCode.SERVICE_UNAVAILABLE, "LocalPay is shutting down");
            default -> new RefusedException(ErrorCode.SYSTEM_ERROR, "LocalPay could not take the request");
        };
    }
}
