/** Notifications by kind, 回调通知. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.events;

import org.jspecify.annotations.NullMarked;
