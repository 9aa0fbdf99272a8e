/**
 * Merchant coupons (商家券, "busifavor") with state. Three layers: {@link io.github.fluentpay.local.busifavor.Busifavor}
 * maps calls to decisions; a class for each action decides; {@code CouponStore} and {@code StockStore} keep the state.
 * Internal to LocalPay: not for users.
 */
@NullMarked
package io.github.fluentpay.local.busifavor;

import org.jspecify.annotations.NullMarked;
