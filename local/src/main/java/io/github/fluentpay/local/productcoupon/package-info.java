/**
 * Product coupons (商品券) with state, as far as a coupon's life needs them: create, send, confirm, use, return, deactivate,
 * and the queries. Three layers: {@link io.github.fluentpay.local.productcoupon.ProductCoupons} maps calls to decisions; a
 * class for each kind of action decides; the classes named {@code …Store} keep the state. Internal to LocalPay: not for
 * users.
 */
@NullMarked
package io.github.fluentpay.local.productcoupon;

import org.jspecify.annotations.NullMarked;
