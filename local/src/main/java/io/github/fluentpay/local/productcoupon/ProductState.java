package io.github.fluentpay.local.productcoupon;

import java.util.Set;

/** The states of a product coupon (商品券状态) and their legal moves; documentation page "query a product coupon" (查询商品券). */
enum ProductState {
    /** Is looked at by the platform; LocalPay leaves that out. */
    AUDITING,
    /** Its stocks can be sent. */
    EFFECTIVE,
    /** Nothing of it is sent any more. */
    DEACTIVATED;

    /** Where it may go from here. */
    Set<ProductState> next() {
        return switch (this) {
            case AUDITING -> Set.of(EFFECTIVE, DEACTIVATED);
            case EFFECTIVE -> Set.of(DEACTIVATED);
            case DEACTIVATED -> Set.of();
        };
    }
}
