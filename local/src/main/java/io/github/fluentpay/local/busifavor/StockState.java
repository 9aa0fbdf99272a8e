package io.github.fluentpay.local.busifavor;

import java.util.Set;

/**
 * The states of a stock (批次状态), and every legal move between them; documentation page "query a merchant coupon"
 * (查询商家券详情) for the names. No documented endpoint moves a stock: merchants do it in the console.
 *
 * <table>
 * <caption>The moves</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>UNAUDIT</td><td>RUNNING</td><td>the platform's review; LocalPay's stocks are RUNNING at once</td></tr>
 * <tr><td>RUNNING</td><td>PAUSED</td><td>the merchant: nothing is sent for now</td></tr>
 * <tr><td>PAUSED</td><td>RUNNING</td><td>the merchant</td></tr>
 * <tr><td>UNAUDIT, RUNNING, PAUSED</td><td>STOPED</td><td>the merchant: nothing is sent any more</td></tr>
 * </table>
 */
enum StockState {
    /** Under review. */
    UNAUDIT,
    /** Its coupons can be sent. */
    RUNNING,
    /** Its coupons cannot be sent for now; those that were sent can be used. */
    PAUSED,
    /** Its coupons can never be sent again; those that were sent can be used. The platform's spelling. */
    STOPED;

    /** Where a stock may go from here. */
    Set<StockState> next() {
        return switch (this) {
            case UNAUDIT -> Set.of(RUNNING, STOPED);
            case RUNNING -> Set.of(PAUSED, STOPED);
            case PAUSED -> Set.of(RUNNING, STOPED);
            case STOPED -> Set.of();
        };
    }
}
