package io.github.fluentpay.client;

import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a call: the exchange itself, from the encoded request to the decoded reply; step 1, expanding, sealing and
 * encoding, is {@code Chain.call}. Retries, failover and waiting are {@code Run}'s and never reach in here.
 */
final class Attempt {

    private final Exchange exchange;
    private final Call call;
    private final Call.Encoded encoded;
    private final Exchange.Verification verification;
    private final int number;
    private final BaseUrl host;
    private final Executor finisher;
    private final Stopwatch watch;
    private final CompletableFuture<Reply> result = new CompletableFuture<>();

    private volatile @Nullable CompletableFuture<TransportReply> underWay;
    private volatile @Nullable TransportReply received;
    private volatile boolean givenUp;

    Attempt(
            Exchange exchange,
            Call call,
            Call.Encoded encoded,
            Exchange.Verification verification,
            int number,
            BaseUrl host,
            Executor finisher,
            Stopwatch watch) {
        this.exchange = exchange;
        this.call = call;
        this.encoded = encoded;
        this.verification = verification;
        this.number = number;
        this.host = host;
        this.finisher = finisher;
        this.watch = watch;
    }

    /** How it ends, on the finisher; there before it begins, since a signer may hang. */
    CompletableFuture<Reply> outcome() {
        return result;
    }

    /** Sends the request. */
    void begin(long deadline) {
        Exchange.Settings settings = exchange.settings();
        // 2. Sign the very bytes that are sent; of an upload, those of its meta part.
        String authorization = exchange.signer(call.endpoint(), call.path())
                .authorization(
                        call.method(),
                        encoded.url(),
                        settings.clock().instant(),
                        RequestSigner.nonce(settings.random()),
                        encoded.body().signed());
        watch.signed();
        // A signer may have taken long. What were sent now would arrive after the caller was told that the call is
        // over.
        if (givenUp || result.isDone()) {
            return;
        }
        if (deadline - System.nanoTime() <= 0) {
            throw Failures.transport(call, host, new RequestNotSentException(Timeouts.OF_CALL + " has passed", null));
        }
        // 3. Send. 4. Receive a bounded body, before the deadline.
        CompletableFuture<TransportReply> sent = exchange.transport()
                .send(new TransportRequest(
                        call.method(),
                        host.origin(),
                        host.prefix() + encoded.url(),
                        RequestHeaders.of(
                                call, encoded, authorization, settings.userAgent(), exchange.serialFor(encoded)),
                        encoded.body().sent(),
                        settings.responseTimeout(),
                        Duration.ofNanos(Math.max(1, deadline - System.nanoTime())),
                        settings.maxReplyBytes(),
                        watch::left));
        underWay = sent;
        if (givenUp || result.isDone()) {
            sent.cancel(true);
        }
        sent.whenCompleteAsync(this::received, finisher);
    }

    /** Whatever happens in here, the future ends. */
    private void received(@Nullable TransportReply reply, @Nullable Throwable failure) {
        watch.received();
        received = reply;
        end(() -> {
            Throwable cause = Failures.withoutWrapping(failure);
            if (cause != null) {
                throw Failures.transport(call, host, cause);
            }
            finish(plain(Objects.requireNonNull(reply)), true);
        });
    }

    /** The reply with its body unpacked, as the platform signed it. */
    private TransportReply plain(TransportReply reply) {
        try {
            TransportReply plain =
                    ContentCoding.decoded(call, reply, exchange.settings().maxReplyBytes());
            received = plain;
            return plain;
        } catch (IOException unreadable) {
            throw Failures.transport(call, host, unreadable);
        }
    }

    private void finish(TransportReply reply, boolean mayLookForKey) {
        // 5. Map the status. Refusals may be unsigned, and nothing is done on their word.
        if (!reply.isSuccess()) {
            throw ReplyReader.refusal(call, reply);
        }
        // 6. Verify the very bytes that were received; downloads may come unsigned. An unknown key is looked for once.
        SignatureHeaders headers = SignatureHeaders.from(reply.headers()::first);
        Refusal refusal = verification.check(
                call, reply, headers, exchange.settings().clock().instant());
        boolean unknownKey = refusal != null && refusal.reason() == Refusal.Reason.UNKNOWN_SERIAL;
        if (unknownKey && mayLookForKey && verification.needsKeys()) {
            exchange.keys()
                    .lookFor(Objects.requireNonNull(headers.serial()))
                    .whenCompleteAsync((looked, ignored) -> end(() -> finish(reply, false)), finisher);
            return;
        }
        if (refusal != null) {
            throw Failures.untrusted(call, exchange.explained(refusal, headers.serial()));
        }
        // 7. Decode.
        String signedBy = Exchange.isUnsigned(call, headers) ? null : headers.serial();
        if (signedBy != null) {
            exchange.keys().sawReply(signedBy);
        }
        Reply decoded = new Reply(reply, ReplyReader.json(call, reply), signedBy);
        watch.verified();
        result.complete(decoded);
    }

    private void end(Runnable step) {
        try {
            step.run();
        } catch (Throwable failed) {
            watch.verified();
            result.completeExceptionally(failed);
        }
    }

    /** Gives up what the transport is doing, or keeps the request from it. */
    void giveUp() {
        givenUp = true;
        CompletableFuture<TransportReply> sent = underWay;
        if (sent != null) {
            sent.cancel(true);
        }
    }

    /** Ends it from outside, where the transport has not noticed that it is over. */
    void end(Exception why) {
        CompletableFuture<TransportReply> sent = underWay;
        if (sent == null || !sent.completeExceptionally(why)) {
            // It is being signed; or the reply is there, and a key for it is being looked for.
            finisher.execute(() -> end(() -> {
                throw Failures.transport(call, host, why);
            }));
        }
    }

    BaseUrl host() {
        return host;
    }

    int number() {
        return number;
    }

    /** What came back; null if nothing did. */
    @Nullable
    TransportReply reply() {
        return received;
    }

    ExchangeListener.Result result(@Nullable Reply reply, @Nullable Throwable failure) {
        TransportReply raw = received;
        return new ExchangeListener.Result(
                number,
                host.origin(),
                raw == null ? null : raw.status(),
                failure instanceof ServiceException refused ? refused.code() : null,
                raw == null ? null : raw.headers().first(ReplyReader.REQUEST_ID),
                reply == null ? null : reply.signedBy(),
                failure,
                watch.timings());
    }
}
