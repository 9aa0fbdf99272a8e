/**
 * Notifications (回调通知) that LocalPay delivers: kept in the database with what they tell of, sent until they are taken.
 * Internal to LocalPay: not for users. Entry type: {@link io.github.fluentpay.local.callback.Outbox}.
 */
@NullMarked
package io.github.fluentpay.local.callback;

import org.jspecify.annotations.NullMarked;
