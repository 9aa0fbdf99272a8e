package io.github.fluentpay.client;

import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the platform, the same for synchronous and asynchronous calls: the steps are numbered in
 * {@code attempt} and {@code finish}; step 1, expanding and encoding, is {@code Chain.call}.
 */
final class Exchange {

    record Settings(
            List<BaseUrl> baseUrls,
            Duration responseTimeout,
            Duration callTimeout,
            int maxReplyBytes,
            Clock clock,
            RandomGenerator random,
            String userAgent) {}

    /** What to do with a reply of status 2xx before it is believed. */
    interface Verification {
        void check(Call call, TransportReply reply, SignatureHeaders headers, Instant receivedAt);
    }

    private final RequestSigner signer;
    private final Supplier<VerifyingKeys> keys;
    private final MessageVerifier verifier;
    private final HttpTransport transport;
    private final Supplier<Executor> callbacks;
    private final Settings settings;
    private final BooleanSupplier closed;

    Exchange(
            RequestSigner signer,
            Supplier<VerifyingKeys> keys,
            MessageVerifier verifier,
            HttpTransport transport,
            Supplier<Executor> callbacks,
            Settings settings,
            BooleanSupplier closed) {
        this.signer = signer;
        this.keys = keys;
        this.verifier = verifier;
        this.transport = transport;
        this.callbacks = callbacks;
        this.settings = settings;
        this.closed = closed;
    }

    /** Starts a call; its future is completed on a callback thread. */
    CompletableFuture<Reply> start(Call call) {
        return new Run(call, callbacks.get(), this::verify).begin();
    }

    /** Makes a call and waits for it. */
    Reply await(Call call) {
        return await(call, this::verify);
    }

    Reply await(Call call, Verification verification) {
        WaitingCaller caller = new WaitingCaller();
        CompletableFuture<Reply> future = new Run(call, caller, verification).begin();
        try {
            caller.runUntilDone(future);
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw Failures.interrupted(call, e);
        } catch (ExecutionException e) {
            throw Failures.unwrapped(call, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private void verify(Call call, TransportReply reply, SignatureHeaders headers, Instant receivedAt) {
        refuseUnlessEmpty(
                call, verifier.check(headers, reply.body(), receivedAt).orElse(null));
    }

    /** The key known before that a message says it is signed with. */
    Optional<VerifyingKey> knownKey(SignatureHeaders headers) {
        return Optional.ofNullable(headers.serial()).flatMap(keys.get()::find);
    }

    static void refuseUnlessEmpty(Call call, @Nullable Refusal refusal) {
        if (refusal != null) {
            String subject = "The reply to " + call.endpoint();
            throw new ValidationException(subject, refusal, call.isRead() ? RetrySafety.SAFE : RetrySafety.UNKNOWN);
        }
    }

    /** One run of a call: what is under way, and the future its caller holds. */
    private final class Run {

        private final Call call;
        private final Executor finisher;
        private final Verification verification;
        private final CallLog log;
        private final long deadline;
        private final CompletableFuture<Reply> result = new CompletableFuture<>();

        Run(Call call, Executor finisher, Verification verification) {
            if (closed.getAsBoolean()) {
                throw new IllegalStateException("The client is closed; make a new one for " + call.endpoint());
            }
            this.call = call;
            this.finisher = finisher;
            this.verification = verification;
            this.log = CallLog.start(call);
            Duration timeout = call.timeout() == null ? settings.callTimeout() : call.timeout();
            this.deadline = System.nanoTime() + timeout.toNanos();
        }

        CompletableFuture<Reply> begin() {
            attempt(0);
            return result;
        }

        private void attempt(int host) {
            BaseUrl baseUrl = settings.baseUrls().get(host);
            // 2. Sign the very bytes that are sent.
            String authorization = signer.authorization(
                    call.method(),
                    call.url(),
                    settings.clock().instant(),
                    RequestSigner.nonce(settings.random()),
                    call.body());
            // 3. Send.
            CompletableFuture<TransportReply> sent = transport.send(new TransportRequest(
                    call.method(),
                    baseUrl.origin(),
                    baseUrl.prefix() + call.url(),
                    RequestHeaders.of(call, authorization, settings.userAgent(), keys.get()),
                    call.body(),
                    settings.responseTimeout(),
                    settings.maxReplyBytes()));
            result.whenComplete((reply, failure) -> sent.cancel(true));
            // 4. Receive a bounded body, before the deadline.
            sent.orTimeout(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .whenCompleteAsync((reply, failure) -> settle(host, reply, failure), finisher);
        }

        private void settle(int host, @Nullable TransportReply reply, @Nullable Throwable failure) {
            boolean another = host + 1 < settings.baseUrls().size();
            if (failure instanceof HostUnreachableException && another && System.nanoTime() < deadline) {
                log.failover(settings.baseUrls().get(host), settings.baseUrls().get(host + 1));
                begin(host + 1);
                return;
            }
            try {
                if (failure != null) {
                    throw Failures.transport(call, settings.baseUrls().get(host), failure);
                }
                Reply verified = finish(Objects.requireNonNull(reply));
                log.replied(verified);
                result.complete(verified);
            } catch (RuntimeException e) {
                log.failed(e);
                result.completeExceptionally(e);
            }
        }

        private void begin(int host) {
            try {
                attempt(host);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private Reply finish(TransportReply reply) {
            // 5. Map the status. Refusals may be unsigned, and nothing is done on their word.
            if (!reply.isSuccess()) {
                throw ReplyReader.refusal(call, reply);
            }
            // 6. Verify the very bytes that were received.
            SignatureHeaders headers = SignatureHeaders.from(reply.headers()::first);
            verification.check(call, reply, headers, settings.clock().instant());
            // 7. Decode.
            return new Reply(reply, ReplyReader.json(call, reply), Objects.requireNonNull(headers.serial()));
        }
    }
}
