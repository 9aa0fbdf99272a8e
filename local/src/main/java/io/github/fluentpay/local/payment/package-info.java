/**
 * Orders, payments, refunds and bills (基础支付) with state, as far as a coupon's life needs them. Three layers: {@link
 * io.github.fluentpay.local.payment.Payments} maps calls to decisions; a class for each action decides; {@code OrderStore}
 * and {@code RefundStore} keep the state. Internal to LocalPay: not for users.
 */
@NullMarked
package io.github.fluentpay.local.payment;

import org.jspecify.annotations.NullMarked;
