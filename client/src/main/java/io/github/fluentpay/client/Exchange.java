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
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the platform, the same for synchronous and asynchronous calls: the steps are numbered in
 * {@code attempt} and {@code finish}; step 1, expanding, sealing and encoding, is {@code Chain.call}.
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

    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(200);

    private final RequestSigner signer;
    private final Supplier<VerifyingKeys> keys;
    private final MessageVerifier verifier;
    private final HttpTransport transport;
    private final SharedResources resources;
    private final Settings settings;
    private final Endpoints endpoints;
    private final BooleanSupplier closed;

    Exchange(
            RequestSigner signer,
            Supplier<VerifyingKeys> keys,
            MessageVerifier verifier,
            HttpTransport transport,
            SharedResources resources,
            Settings settings,
            Endpoints endpoints,
            BooleanSupplier closed) {
        this.signer = signer;
        this.keys = keys;
        this.verifier = verifier;
        this.transport = transport;
        this.resources = resources;
        this.settings = settings;
        this.endpoints = endpoints;
        this.closed = closed;
    }

    /** What is known of endpoints. */
    Endpoints endpoints() {
        return endpoints;
    }

    /** Seals for one call, with the key of this moment. */
    Sealing sealing(String endpoint) {
        return new Sealing(endpoint, keys.get(), SecureGenerator.of(settings.random()));
    }

    /** Starts a call; its future is completed on a callback thread. */
    CompletableFuture<Reply> start(Call call) {
        return new Run(call, resources.callbacks(), this::verify).begin();
    }

    /** Makes a call and waits for it. */
    Reply await(Call call) {
        return await(call, this::verify);
    }

    Reply await(Call call, Verification verification) {
        if (Thread.currentThread().isInterrupted()) {
            throw Failures.interruptedBefore(call);
        }
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
        if (isUnsigned(call, headers)) {
            return;
        }
        byte[] signed = StatementDigest.signed(reply);
        refuseUnlessEmpty(call, verifier.check(headers, signed, receivedAt).orElse(null));
        if (!StatementDigest.fits(reply)) {
            refuseUnlessEmpty(
                    call,
                    new Refusal(
                            Refusal.Reason.WRONG_SIGNATURE,
                            "its " + reply.body().length + " bytes do not have the SHA-1 that was signed; the statement"
                                    + " was changed on the way, download it again"));
        }
    }

    /** A signature that is there is verified all the same. */
    private static boolean isUnsigned(Call call, SignatureHeaders headers) {
        return headers.signature() == null && !call.route().replySigned();
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
    private final class Run implements Deadlines.Expiring {

        private final Call call;
        private final Executor finisher;
        private final Verification verification;
        private final CallLog log;
        private final List<BaseUrl> hosts;
        private final long deadline;
        private final CompletableFuture<Reply> result = new CompletableFuture<>();
        private volatile @Nullable CompletableFuture<TransportReply> underWay;

        Run(Call call, Executor finisher, Verification verification) {
            if (closed.getAsBoolean()) {
                throw new IllegalStateException("The client is closed; make a new one for " + call.endpoint());
            }
            this.call = call;
            this.finisher = finisher;
            this.verification = verification;
            this.log = CallLog.start(call);
            BaseUrl only = call.route().host();
            this.hosts = only == null ? settings.baseUrls() : List.of(only);
            Duration timeout = call.timeout() == null ? settings.callTimeout() : call.timeout();
            this.deadline = System.nanoTime() + timeout.toNanos();
        }

        CompletableFuture<Reply> begin() {
            Deadlines deadlines = resources.deadlines();
            deadlines.add(this);
            result.whenComplete((reply, failure) -> {
                deadlines.remove(this);
                cancelUnderWay();
            });
            attempt(0);
            return result;
        }

        /** A moment after the call's own deadline: the transport keeps to that one, and can say how far it came. */
        @Override
        public boolean endIfOver(long now) {
            boolean over = now - deadline >= GRACE;
            CompletableFuture<TransportReply> sent = underWay;
            if (over && sent != null) {
                sent.completeExceptionally(new TimeoutException());
            }
            return over;
        }

        /** Gives up what the transport is doing, if the caller's future has ended before it. */
        private void cancelUnderWay() {
            CompletableFuture<TransportReply> sent = underWay;
            if (sent != null) {
                sent.cancel(true);
            }
        }

        private void attempt(int host) {
            BaseUrl baseUrl = hosts.get(host);
            // 2. Sign the very bytes that are sent; of an upload, those of its meta part.
            String authorization = signer.authorization(
                    call.method(),
                    call.url(),
                    settings.clock().instant(),
                    RequestSigner.nonce(settings.random()),
                    call.body().signed());
            // 3. Send. 4. Receive a bounded body, before the deadline.
            CompletableFuture<TransportReply> sent = transport.send(new TransportRequest(
                    call.method(),
                    baseUrl.origin(),
                    baseUrl.prefix() + call.url(),
                    RequestHeaders.of(call, authorization, settings.userAgent(), keys.get()),
                    call.body().sent(),
                    settings.responseTimeout(),
                    Duration.ofNanos(Math.max(1, deadline - System.nanoTime())),
                    settings.maxReplyBytes()));
            underWay = sent;
            if (result.isDone()) {
                cancelUnderWay();
            }
            sent.whenCompleteAsync((reply, failure) -> settle(host, reply, failure), finisher);
        }

        /** Whatever happens in here, the caller's future ends. */
        private void settle(int host, @Nullable TransportReply reply, @Nullable Throwable failure) {
            try {
                Throwable cause = Failures.withoutWrapping(failure);
                if (cause instanceof HostUnreachableException && mayGoOn(host)) {
                    log.failover(hosts.get(host), hosts.get(host + 1));
                    attempt(host + 1);
                    return;
                }
                if (cause != null) {
                    throw Failures.transport(call, hosts.get(host), cause);
                }
                Reply verified = finish(Objects.requireNonNull(reply));
                result.complete(verified);
                log.replied(verified);
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
                log.failed(failed);
            }
        }

        private boolean mayGoOn(int host) {
            boolean another = host + 1 < hosts.size();
            return another && !result.isDone() && !closed.getAsBoolean() && deadline - System.nanoTime() > 0;
        }

        private Reply finish(TransportReply reply) {
            // 5. Map the status. Refusals may be unsigned, and nothing is done on their word.
            if (!reply.isSuccess()) {
                throw ReplyReader.refusal(call, reply);
            }
            // 6. Verify the very bytes that were received; downloads may come unsigned.
            SignatureHeaders headers = SignatureHeaders.from(reply.headers()::first);
            verification.check(call, reply, headers, settings.clock().instant());
            // 7. Decode.
            String signedBy = isUnsigned(call, headers) ? null : headers.serial();
            return new Reply(reply, ReplyReader.json(call, reply), signedBy);
        }
    }
}
