package io.github.fluentpay.client;

import io.github.fluentpay.notifications.NotificationStore;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.ValidationException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the platform's notifications (回调通知): raw headers and body in, a verified, decrypted event out, and the answer to
 * send back. Immutable, safe for many threads.
 *
 * <pre>{@code
 * Notifications<EventView> notifications = pay.notifications().once(new JdbcNotificationStore(dataSource));
 *
 * // in a controller, with any web framework
 * NotificationAnswer answer = notifications.handle(NotificationRequest.of(request::getHeader, rawBody), event -> {
 *     if (event instanceof TransactionSuccess paid) {
 *         orders.paid(paid.outTradeNo());
 *     }
 * });
 * response.setStatus(answer.status());
 * response.getOutputStream().write(answer.body());
 * }</pre>
 *
 * @param <N> what becomes of a notification: a typed event, or the {@link Notification} itself
 */
public final class Notifications<N> {

    /** The platform waits 5 seconds for its answer. */
    private static final Duration WAIT_FOR_KEY = Duration.ofSeconds(3);

    /** Much longer than the platform waits, so that a handler that is still at work is not started again. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    /**
     * What an application does with a notification.
     *
     * @param <N> its type
     */
    @FunctionalInterface
    public interface Handler<N> {

        /** Takes it; whatever is thrown makes the platform deliver it again. */
        void handle(N notification) throws Exception;
    }

    private static final List<String> SIGNED = List.of(
            SignatureHeaders.TIMESTAMP,
            SignatureHeaders.NONCE,
            SignatureHeaders.SIGNATURE,
            SignatureHeaders.SERIAL,
            SignatureHeaders.SIGNATURE_TYPE);

    private final PlatformKeys keys;
    private final NotificationReader reader;
    private final Clock clock;
    private final Function<Notification, N> view;
    private final @Nullable OnceOnly once;

    Notifications(PlatformKeys keys, NotificationReader reader, Clock clock, Function<Notification, N> view) {
        this(keys, reader, clock, view, null);
    }

    private Notifications(
            PlatformKeys keys,
            NotificationReader reader,
            Clock clock,
            Function<Notification, N> view,
            @Nullable OnceOnly once) {
        this.keys = keys;
        this.reader = reader;
        this.clock = clock;
        this.view = view;
        this.once = once;
    }

    /**
     * The same, which lets {@link #handle} run its handler once for each notification, however often and on however many
     * machines it is delivered, and again if a machine went down in the middle.
     */
    public Notifications<N> once(NotificationStore store) {
        return once(store, LEASE);
    }

    /**
     * As {@link #once(NotificationStore)}.
     *
     * @param lease how long a handler may take, until it counts as gone and the next delivery starts another; a minute
     *     unless it is given
     */
    public Notifications<N> once(NotificationStore store, Duration lease) {
        Objects.requireNonNull(store, "store");
        return new Notifications<>(
                keys, reader, clock, view, new OnceOnly(store, Timeouts.checked("lease", lease), clock));
    }

    /**
     * Verifies and opens one. Blocks only if platform certificates have to be downloaded for it, for 3 seconds at most.
     *
     * @throws ValidationException if it cannot be trusted: forged, a probe, a replay, a body that was changed on the way;
     *     the message says which, and what to do
     * @throws io.github.fluentpay.protocol.MalformedMessageException if it can be trusted and not be read
     */
    public N receive(NotificationRequest request) {
        return view.apply(read(request));
    }

    /** As {@link #receive}, without blocking; the future fails with the same exceptions, unwrapped. */
    public CompletableFuture<N> receiveAsync(NotificationRequest request) {
        CompletableFuture<N> result = new CompletableFuture<>();
        readAsync(request).whenComplete((notification, failure) -> {
            try {
                if (failure != null) {
                    throw Objects.requireNonNull(Failures.withoutWrapping(failure));
                }
                result.complete(view.apply(notification));
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        });
        return result;
    }

    /**
     * Verifies and opens one, hands it to the handler, and says what to answer: success if the handler returned, or had
     * done so at an earlier delivery; a failure, so that the platform delivers it again, in every other case. Nothing that
     * the handler throws gets out, but an {@link Error}; it is logged.
     */
    public NotificationAnswer handle(NotificationRequest request, Handler<? super N> handler) {
        Notification notification;
        try {
            notification = read(request);
        } catch (RuntimeException refused) {
            HandlerLog.refused(refused);
            return NotificationAnswer.failure(refused);
        }
        Handler<Notification> viewing = received -> handler.handle(view.apply(received));
        return once == null ? OnceOnly.everyTime(notification, viewing) : once.handle(notification, viewing);
    }

    Notification read(NotificationRequest request) {
        try {
            return readAsync(request).join();
        } catch (CompletionException e) {
            Throwable cause = Failures.withoutWrapping(e);
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private CompletableFuture<Notification> readAsync(NotificationRequest request) {
        try {
            NotificationRequest kept = kept(request);
            try {
                return CompletableFuture.completedFuture(readNow(kept));
            } catch (ValidationException refused) {
                String serial = kept.header(SignatureHeaders.SERIAL);
                return refused.reason() == Refusal.Reason.UNKNOWN_SERIAL && serial != null
                        ? readWithNewKeys(kept, serial)
                        : CompletableFuture.failedFuture(refused);
            }
        } catch (RuntimeException unreadable) {
            return CompletableFuture.failedFuture(unreadable);
        }
    }

    /** A web request can often be read but once, by its own thread alone, and its buffer serves the next one. */
    private static NotificationRequest kept(NotificationRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : SIGNED) {
            String value = request.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        byte[] body = Objects.requireNonNull(
                request.body(), "the request has no body; give an empty array where a framework gives null");
        return NotificationRequest.of(headers, body.clone());
    }

    private CompletableFuture<Notification> readWithNewKeys(NotificationRequest request, String serial) {
        return keys.lookFor(serial, WAIT_FOR_KEY).thenApply(inTime -> readAfterLooking(request, inTime));
    }

    private Notification readAfterLooking(NotificationRequest request, boolean inTime) {
        try {
            return readNow(request);
        } catch (ValidationException refused) {
            String lookup = refused.reason() == Refusal.Reason.UNKNOWN_SERIAL ? lookupProblem(inTime) : null;
            if (lookup == null) {
                throw refused;
            }
            throw new ValidationException("The notification", refused.refusal(), refused.retrySafety(), lookup);
        }
    }

    private @Nullable String lookupProblem(boolean inTime) {
        if (!keys.mode().downloads()) {
            return null;
        }
        if (!inTime) {
            return "They are being downloaded, and were not there after " + WAIT_FOR_KEY.toSeconds()
                    + " seconds; the notification will come again";
        }
        return keys.lastFailure()
                .map(failure -> "The last download failed: " + failure.message())
                .orElse(null);
    }

    private Notification readNow(NotificationRequest request) {
        Notification notification = reader.read(request, clock.instant());
        keys.sawNotification(notification.signedBy());
        return notification;
    }
}
