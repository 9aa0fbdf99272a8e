package io.github.fluentpay.local.busifavor;

import java.util.Set;

/**
 * The states of a subsidy's receipt (补差付款单据状态), and every legal move between them; documentation page "query a subsidy"
 * (查询营销补差付款单详情) for the names. On the wire they are spelled as here, after that page; an official SDK puts
 * {@code PAY_RECEIPT_} before each: {@link #wire()} is the place to change it.
 *
 * <table>
 * <caption>The moves</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>ACCEPTED</td><td>SUCCESS, FAIL</td><td>the platform, which pays or does not</td></tr>
 * <tr><td>SUCCESS, PARTIAL_RETURN</td><td>RETURNING</td><td>a return (营销补差回退)</td></tr>
 * <tr><td>RETURNING</td><td>PARTIAL_RETURN, FULL_RETURN</td><td>the return, which succeeds</td></tr>
 * <tr><td>RETURNING</td><td>SUCCESS</td><td>a first return, which fails</td></tr>
 * </table>
 */
enum SubsidyStatus {
    /** Was asked for. */
    ACCEPTED,
    /** Is paid. */
    SUCCESS,
    /** Was not paid, and will not be. */
    FAIL,
    /** Is being given back. */
    RETURNING,
    /** A part was given back. */
    PARTIAL_RETURN,
    /** All was given back. */
    FULL_RETURN;

    /** Where a receipt may go from here. */
    Set<SubsidyStatus> next() {
        return switch (this) {
            case ACCEPTED -> Set.of(SUCCESS, FAIL);
            case SUCCESS, PARTIAL_RETURN -> Set.of(RETURNING);
            case RETURNING -> Set.of(SUCCESS, PARTIAL_RETURN, FULL_RETURN);
            case FAIL, FULL_RETURN -> Set.of();
        };
    }

    /** How replies spell it. */
    String wire() {
        return name();
    }
}
