/**
 * What merchant coupons (商家券) and product coupons (商品券) have in common: limits of sending, periods of validity,
 * and colours.
 * Internal to LocalPay: not for users.
 */
@NullMarked
package io.github.fluentpay.local.coupon;

import org.jspecify.annotations.NullMarked;
