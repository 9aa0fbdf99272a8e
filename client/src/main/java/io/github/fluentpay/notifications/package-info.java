/**
 * Notifications (回调通知) whose handler runs once, although the platform delivers them again and to any machine: who may
 * run it is settled by a store.
 *
 * <p>Start at {@link io.github.fluentpay.notifications.NotificationStore}.
 */
@NullMarked
package io.github.fluentpay.notifications;

import org.jspecify.annotations.NullMarked;
