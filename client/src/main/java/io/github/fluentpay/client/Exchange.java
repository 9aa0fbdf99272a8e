package io.github.fluentpay.client;

import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.WechatPayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of one client share, and the two ways to make one: wait for it, or be told. A call is a {@link Run}, which
 * makes {@link Attempt}s, the same for both ways.
 */
final class Exchange {

    record Settings(
            List<BaseUrl> baseUrls,
            Duration responseTimeout,
            Duration callTimeout,
            int maxReplyBytes,
            RetryPolicy retry,
            RateLimits rateLimits,
            Clock clock,
            RandomGenerator random,
            String userAgent) {}

    /** What to do with a reply of status 2xx before it is believed. */
    interface Verification {

        /** Why it must not be trusted; null if it may be. */
        @Nullable
        Refusal check(Call call, TransportReply reply, SignatureHeaders headers, Instant receivedAt);

        /** Tells whether it goes by the client's keys, so that it makes sense to wait for one. */
        boolean needsKeys();
    }

    private final Callers callers;
    private final PlatformKeys keys;
    private final HttpTransport transport;
    private final SharedResources resources;
    private final Settings settings;
    private final Endpoints endpoints;
    private final Map<String, RateLimiters> limiters;
    private final BudgetAccount budget;
    private final List<ExchangeListener> listeners;
    private final BooleanSupplier closed;
    private final Verification usual;
    private final AtomicLong calls = new AtomicLong();

    Exchange(
            Callers callers,
            PlatformKeys keys,
            HttpTransport transport,
            SharedResources resources,
            Settings settings,
            Endpoints endpoints,
            Map<String, RateLimiters> limiters,
            BudgetAccount budget,
            List<ExchangeListener> listeners,
            BooleanSupplier closed) {
        this.callers = callers;
        this.keys = keys;
        this.transport = transport;
        this.resources = resources;
        this.settings = settings;
        this.endpoints = endpoints;
        this.limiters = Map.copyOf(limiters);
        this.budget = budget;
        this.listeners = List.copyOf(listeners);
        this.closed = closed;
        this.usual = new SignedReply(new MessageVerifier(keys::verifying));
    }

    /** Starts a call; its future is completed on a callback thread. */
    CompletableFuture<Reply> start(Call call) {
        return start(call, usual);
    }

    CompletableFuture<Reply> start(Call call, Verification verification) {
        checkOpen(call);
        return new Run(this, call, resources.callbacks(), verification).begin();
    }

    /** Makes a call and waits for it. */
    Reply await(Call call) {
        return await(call, usual);
    }

    Reply await(Call call, Verification verification) {
        checkOpen(call);
        if (Thread.currentThread().isInterrupted()) {
            throw Failures.interruptedBefore(call);
        }
        WaitingCaller waiting = new WaitingCaller();
        Run run = new Run(this, call, waiting, verification);
        CompletableFuture<Reply> future = run.begin();
        try {
            waiting.runUntilDone(future);
            return future.get();
        } catch (InterruptedException e) {
            WechatPayException interrupted = run.interrupted(e);
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw interrupted;
        } catch (ExecutionException e) {
            throw Failures.unwrapped(call, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** The usual check: signed with one of the client's keys, unless the endpoint is known to leave its replies unsigned. */
    private record SignedReply(MessageVerifier verifier) implements Verification {

        @Override
        public @Nullable Refusal check(Call call, TransportReply reply, SignatureHeaders headers, Instant receivedAt) {
            if (isUnsigned(call, headers)) {
                return null;
            }
            byte[] signed = StatementDigest.signed(reply);
            Refusal refusal = verifier.check(headers, signed, receivedAt).orElse(null);
            if (refusal == null && !StatementDigest.fits(reply)) {
                return new Refusal(
                        Refusal.Reason.WRONG_SIGNATURE,
                        "its " + reply.body().length + " bytes do not have the SHA-1 that was signed; the statement"
                                + " was changed on the way, download it again");
            }
            return refusal;
        }

        @Override
        public boolean needsKeys() {
            return true;
        }
    }

    /** A signature that is there is verified all the same. */
    static boolean isUnsigned(Call call, SignatureHeaders headers) {
        return headers.signature() == null && !call.route().replySigned();
    }

    /** Adds what the downloads that the client makes by itself have to do with it. */
    Refusal explained(Refusal refusal, @Nullable String serial) {
        boolean looksForIt = keys.mode().downloads() && serial != null && !serial.startsWith("PUB_KEY_ID_");
        return refusal.reason() == Refusal.Reason.UNKNOWN_SERIAL && looksForIt
                ? new Refusal(refusal.reason(), refusal.message() + ". " + whatBecameOfTheDownload())
                : refusal;
    }

    private String whatBecameOfTheDownload() {
        return keys.lastFailure()
                .map(last -> "The last download of the platform certificates failed: " + last.message())
                .orElseGet(() -> "The client does so by itself, for an unknown key once a minute at most; what it"
                        + " downloaded last does not have this one");
    }

    /** Seals for one call, with the key of this moment. */
    Sealing sealing(String endpoint) {
        VerifyingKey key = keys.preferred(settings.random());
        return key == null && keys.mode().downloads()
                ? Sealing.withoutKeyYet(endpoint)
                : Sealing.with(endpoint, key, SecureGenerator.of(settings.random()));
    }

    /**
     * Path, query and body for an attempt. What is sealed is sealed anew if the key has changed since, but not while the
     * platform may have acted on it and still knows the key: then the identical bytes are sent.
     */
    Call.Encoded encoded(Call call, Call.@Nullable Encoded before, boolean mayHaveActed) {
        String sealedWith = before == null ? null : before.sealedWith();
        if (before != null && (sealedWith == null || isGood(sealedWith, mayHaveActed))) {
            return before;
        }
        VerifyingKey key = keys.preferred(settings.random());
        return call.content().encode(Sealing.with(call.endpoint(), key, SecureGenerator.of(settings.random())));
    }

    private boolean isGood(String sealedWith, boolean mayHaveActed) {
        VerifyingKey key = keys.current().find(sealedWith).orElse(null);
        return key != null && (mayHaveActed || keys.mayUse(key));
    }

    /** The key to ask the platform to sign with; null if there is none. */
    @Nullable
    String serialFor(Call.Encoded encoded) {
        if (encoded.sealedWith() != null) {
            return encoded.sealedWith();
        }
        VerifyingKey key = keys.preferred(settings.random());
        return key == null ? null : key.serial();
    }

    void checkOpen(Call call) {
        if (isClosed()) {
            throw new IllegalStateException("The client is closed; make a new one for " + call.endpoint());
        }
    }

    boolean isClosed() {
        return closed.getAsBoolean();
    }

    CallEvents events(Call call) {
        return new CallEvents(
                listeners,
                new ExchangeListener.Subject(calls.incrementAndGet(), callers.number(call.path()), call.name()));
    }

    /** What is known of endpoints. */
    Endpoints endpoints() {
        return endpoints;
    }

    Settings settings() {
        return settings;
    }

    /** @throws IllegalStateException if nobody can sign a call of this path */
    RequestSigner signer(String endpoint, String path) {
        return callers.signer(endpoint, path);
    }

    PlatformKeys keys() {
        return keys;
    }

    HttpTransport transport() {
        return transport;
    }

    Deadlines deadlines() {
        return resources.deadlines();
    }

    Executor callbacks() {
        return resources.callbacks();
    }

    /** As {@link RateLimiter#reserve}, of every limit that counts for the call. */
    long reserve(Call call, long now, long longest) {
        RateLimiters ofCaller = limiters.get(callers.account(call.path()));
        // Nobody can sign it: that is said when it is sent.
        return ofCaller == null
                ? 0
                : ofCaller.reserve(
                        settings.rateLimits(),
                        call.name(),
                        call.facts() == null ? null : call.facts().rateLimit(),
                        now,
                        longest);
    }

    BudgetAccount budget() {
        return budget;
    }
}
