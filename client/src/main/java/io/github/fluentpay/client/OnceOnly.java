package io.github.fluentpay.client;

import io.github.fluentpay.client.Notifications.Handler;
import io.github.fluentpay.notifications.Claim;
import io.github.fluentpay.notifications.NotificationStore;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationAnswer;
import java.time.Clock;
import java.time.Duration;

/**
 * Runs a handler once for each notification. Success is answered only for what is done: anything else is delivered again,
 * and nothing is lost.
 */
final class OnceOnly {

    private final NotificationStore store;
    private final Duration lease;
    private final Clock clock;

    OnceOnly(NotificationStore store, Duration lease, Clock clock) {
        this.store = store;
        this.lease = lease;
        this.clock = clock;
    }

    /** Without a store: the handler runs at every delivery. */
    static NotificationAnswer everyTime(Notification notification, Handler<Notification> handler) {
        try {
            handler.handle(notification);
            return NotificationAnswer.success();
        } catch (Throwable failure) {
            return failed(notification, failure);
        }
    }

    NotificationAnswer handle(Notification notification, Handler<Notification> handler) {
        Claim claim;
        try {
            claim = store.claim(notification.id(), clock.instant(), lease);
        } catch (RuntimeException failure) {
            HandlerLog.storeFailed(notification, failure);
            return NotificationAnswer.failure(503, "Not taken now");
        }
        if (claim instanceof Claim.Done) {
            HandlerLog.again(notification, "it is done");
            return NotificationAnswer.success();
        }
        if (claim instanceof Claim.Claimed mine) {
            return run(notification, handler, mine.token());
        }
        HandlerLog.again(notification, "its handler is at work");
        return NotificationAnswer.failure(503, "Still at work on an earlier delivery");
    }

    private NotificationAnswer run(Notification notification, Handler<Notification> handler, String token) {
        try {
            handler.handle(notification);
        } catch (Throwable failure) {
            release(notification, token);
            return failed(notification, failure);
        }
        try {
            if (!store.done(notification.id(), token, clock.instant())) {
                HandlerLog.tookTooLong(notification);
            }
            return NotificationAnswer.success();
        } catch (RuntimeException failure) {
            // It was handled, and that is not written down: the next delivery after the lease runs the handler again.
            HandlerLog.storeFailed(notification, failure);
            return NotificationAnswer.failure(503, "Not taken now");
        }
    }

    private void release(Notification notification, String token) {
        try {
            store.release(notification.id(), token);
        } catch (RuntimeException failure) {
            HandlerLog.storeFailed(notification, failure);
        }
    }

    private static NotificationAnswer failed(Notification notification, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        HandlerLog.failed(notification, failure);
        if (failure instanceof Error error) {
            throw error;
        }
        // Also if the handler failed with what the reader throws: the notification itself was read and is trusted.
        return NotificationAnswer.failure(500, "The notification was not taken");
    }
}
