package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.JournalEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One exchange: read a bounded body, let the platform answer, write the reply; and do wrong what was asked for. */
final class ExchangeHandler extends Handler.Abstract {

    /** More than the largest documented request but uploads. */
    static final int MAX_BODY = 1 << 20;

    /** More than the largest documented file, a video of 5 MB ("upload a video", 视频上传). */
    static final int MAX_UPLOAD = 8 << 20;

    private final Platform platform;
    private final ReplyWriter writer;
    private final Delays delays;
    private final Duration bodyTime;
    private final Clock clock;

    ExchangeHandler(Platform platform, ReplyWriter writer, Delays delays, Duration bodyTime, Clock clock) {
        this.platform = platform;
        this.writer = writer;
        this.delays = delays;
        this.bodyTime = bodyTime;
        this.clock = clock;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
        BodyReader.read(jetty, maxBody(jetty), bodyTime, new Steps(jetty, response, callback));
        return true;
    }

    private static int maxBody(org.eclipse.jetty.server.Request jetty) {
        return UploadReader.isUpload(jetty.getHeaders().get(HttpHeader.CONTENT_TYPE)) ? MAX_UPLOAD : MAX_BODY;
    }

    private final class Steps implements BodyReader.Outcome {

        private final org.eclipse.jetty.server.Request jetty;
        private final Response response;
        private final Callback callback;

        Steps(org.eclipse.jetty.server.Request jetty, Response response, Callback callback) {
            this.jetty = jetty;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void read(byte[] body) {
            guarded(() -> {
                Exchange exchange = exchange();
                Request request;
                try {
                    request = request(jetty, body);
                } catch (RefusedException unreadable) {
                    writer.write(exchange, Platform.Outcome.of(Reply.refusing(unreadable)), null);
                    return;
                }
                if (Admin.concerns(exchange.path())) {
                    writer.plain(exchange, platform.admin().answer(request));
                    return;
                }
                Fault fault = platform.faults().next(exchange.method(), exchange.path(), exchange.mchid(), body);
                // 1. A fault can stand before everything.
                if (cuts(fault, Moment.BEFORE_EFFECT)) {
                    cut(exchange, JournalEntry.Effect.NONE, fault);
                    return;
                }
                // 2. Check and take effect.
                after(delay(fault, Moment.BEFORE_EFFECT), () -> {
                    Platform.Outcome outcome = platform.answer(request, fault);
                    // 3. A fault can stand between the effect and the first byte of the reply.
                    if (cuts(fault, Moment.AFTER_EFFECT)) {
                        cut(exchange, outcome.effect(), fault);
                        return;
                    }
                    // 4. Reply.
                    after(delay(fault, Moment.AFTER_EFFECT), () -> writer.write(exchange, outcome, fault));
                });
            });
        }

        private static boolean cuts(@Nullable Fault fault, Moment moment) {
            return (fault instanceof Fault.Reset reset && reset.moment() == moment)
                    || (fault instanceof Fault.GatewayPage page && page.moment() == moment);
        }

        private void cut(Exchange exchange, JournalEntry.Effect effect, @Nullable Fault fault) {
            if (fault instanceof Fault.GatewayPage page) {
                writer.page(exchange, effect, page);
            } else if (fault instanceof Fault.Reset reset) {
                writer.reset(exchange, effect, reset);
            }
        }

        private static Duration delay(@Nullable Fault fault, Moment moment) {
            return fault instanceof Fault.Slow slow && slow.moment() == moment ? slow.delay() : Duration.ZERO;
        }

        private void after(Duration delay, Runnable next) {
            delays.after(delay, jetty, () -> guarded(next));
        }

        @Override
        public void tooLarge() {
            int limit = maxBody(jetty);
            refuse(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "The body is larger than " + (limit >> 20) + " MiB, the limit"
                            + (limit == MAX_UPLOAD ? " of uploads" : ""));
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
            Reply reply = Reply.refusing(new RefusedException(code, message));
            guarded(() -> writer.write(exchange(), Platform.Outcome.of(reply), null));
        }

        private Exchange exchange() {
            return new Exchange(jetty, response, callback, clock.instant());
        }

        private void guarded(Runnable step) {
            try {
                step.run();
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
        String type = jetty.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return UploadReader.isUpload(type)
                ? UploadReader.read(jetty.getMethod(), RawTarget.of(jetty), headers, type, body)
                : new Request(jetty.getMethod(), RawTarget.of(jetty), headers, body);
    }
}
