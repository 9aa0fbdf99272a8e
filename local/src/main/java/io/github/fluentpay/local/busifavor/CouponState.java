package io.github.fluentpay.local.busifavor;

import java.util.Set;

/**
 * The states of a user's coupon (券状态), and every legal move between them; documentation page "query one coupon of a
 * user" (查询用户单张券详情) for the names.
 *
 * <table>
 * <caption>The moves</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>SENDED</td><td>USED</td><td>use (核销)</td></tr>
 * <tr><td>USED</td><td>SENDED</td><td>return (申请退券)</td></tr>
 * <tr><td>SENDED</td><td>EXPIRED</td><td>time; never stored</td></tr>
 * <tr><td>SENDED</td><td>DEACTIVATED</td><td>deactivate (使券失效)</td></tr>
 * <tr><td>SENDED</td><td>DELETED</td><td>the user, in the card wallet</td></tr>
 * </table>
 */
enum CouponState {
    /** Can be used. The platform's spelling. */
    SENDED,
    /** Was used. */
    USED,
    /** Its time has passed unused. */
    EXPIRED,
    /** The merchant made it invalid. */
    DEACTIVATED,
    /** The user removed it. */
    DELETED;

    /** Where a coupon may go from here. */
    Set<CouponState> next() {
        return switch (this) {
            case SENDED -> Set.of(USED, EXPIRED, DEACTIVATED, DELETED);
            case USED -> Set.of(SENDED);
            case EXPIRED, DEACTIVATED, DELETED -> Set.of();
        };
    }
}
