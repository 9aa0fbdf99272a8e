package io.github.fluentpay.local.productcoupon;

import java.util.Set;

/**
 * The states of a user's product coupon (用户商品券状态), and every legal move between them; documentation page "list the
 * product coupons of a user" (指定券状态查询用户商品券列表) for the names.
 *
 * <table>
 * <caption>The moves</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>CONFIRMING</td><td>PENDING, EFFECTIVE</td><td>confirm (确认发放), as its time has come or not</td></tr>
 * <tr><td>PENDING</td><td>EFFECTIVE</td><td>time; PENDING is never stored</td></tr>
 * <tr><td>EFFECTIVE</td><td>USED</td><td>use (核销)</td></tr>
 * <tr><td>USED</td><td>EFFECTIVE</td><td>return (退券)</td></tr>
 * <tr><td>CONFIRMING, PENDING, EFFECTIVE</td><td>EXPIRED</td><td>time; never stored</td></tr>
 * <tr><td>CONFIRMING, PENDING, EFFECTIVE</td><td>DEACTIVATED</td><td>deactivate (失效)</td></tr>
 * <tr><td>CONFIRMING, PENDING, EFFECTIVE</td><td>DELETED</td><td>the user, in the card wallet</td></tr>
 * </table>
 */
enum UserCouponState {
    /** Sent, and not confirmed by the merchant. */
    CONFIRMING,
    /** Confirmed, and its time has not come. */
    PENDING,
    /** Can be used. */
    EFFECTIVE,
    /** Was used. */
    USED,
    /** Its time has passed unused. */
    EXPIRED,
    /** The user removed it. */
    DELETED,
    /** The merchant made it invalid. */
    DEACTIVATED;

    /** Where a coupon may go from here. */
    Set<UserCouponState> next() {
        return switch (this) {
            case CONFIRMING -> Set.of(PENDING, EFFECTIVE, EXPIRED, DELETED, DEACTIVATED);
            case PENDING -> Set.of(EFFECTIVE, EXPIRED, DELETED, DEACTIVATED);
            case EFFECTIVE -> Set.of(USED, EXPIRED, DELETED, DEACTIVATED);
            case USED -> Set.of(EFFECTIVE);
            case EXPIRED, DELETED, DEACTIVATED -> Set.of();
        };
    }
}
