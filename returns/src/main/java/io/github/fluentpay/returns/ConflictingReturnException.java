package io.github.fluentpay.returns;

/** A request number that the ledger has already, for another coupon. Nothing was written. */
public final class ConflictingReturnException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ReturnTask known;
    private final transient ReturnTask refused;

    ConflictingReturnException(ReturnTask known, ReturnTask refused) {
        super("Request number " + refused.requestNo() + " of merchant " + refused.mchid() + " stands for coupon "
                + describe(known) + " in the ledger; it cannot stand for coupon " + describe(refused)
                + " too. Give the second one a number of its own");
        this.known = known;
        this.refused = refused;
    }

    private static String describe(ReturnTask task) {
        Long index = task instanceof ProductCouponReturn coupon ? coupon.sequentialCouponIndex() : null;
        return task.couponCode() + (index == null ? "" : " (sequential_coupon_index " + index + ")") + " of stock "
                + task.stockId();
    }

    /** What the ledger has under that number. */
    public ReturnTask known() {
        return known;
    }

    /** What was submitted under it, the very object. */
    public ReturnTask refused() {
        return refused;
    }
}
