package io.github.fluentpay.returns;

import org.jspecify.annotations.Nullable;

/** What a row of the ledger asks for. Immutable; its request number makes it one request, however often it is sent. */
public sealed interface ReturnTask permits CouponReturn, ProductCouponReturn {

    /** The merchant who asks; null for the only one of a desk. */
    @Nullable
    String mchid();

    /** The stock (批次) that the coupon is of. */
    String stockId();

    /** The coupon's code. */
    String couponCode();

    /** The merchant's number for this request. */
    String requestNo();

    /** The same, asked by that merchant. */
    ReturnTask ofMerchant(String mchid);
}
