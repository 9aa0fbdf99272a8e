package io.github.fluentpay.client;

import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.WechatPayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged of notifications: ids and types, nothing of what they are about. */
final class HandlerLog {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private HandlerLog() {}

    static void refused(RuntimeException refused) {
        if (refused instanceof WechatPayException) {
            LOG.warn("{}", refused.getMessage());
        } else {
            LOG.error("A notification could not be taken out of its request", refused);
        }
    }

    static void failed(Notification notification, Throwable failure) {
        LOG.error("The handler of {} failed; the platform will deliver it again", notification, failure);
    }

    static void again(Notification notification, String why) {
        LOG.info("{} came again: {}", notification, why);
    }

    static void tookTooLong(Notification notification) {
        LOG.warn(
                "The handler of {} took longer than its lease; it may have been started again meanwhile", notification);
    }

    static void storeFailed(Notification notification, RuntimeException failure) {
        LOG.error(
                "Whether {} was handled before cannot be told; the platform will deliver it again",
                notification,
                failure);
    }
}
