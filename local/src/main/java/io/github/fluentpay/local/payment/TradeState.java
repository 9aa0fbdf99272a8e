package io.github.fluentpay.local.payment;

import java.util.Set;

/**
 * The states of an order (交易状态), and every legal move between them; documentation page "query an order by its merchant
 * number" (商户订单号查询订单) for the names.
 *
 * <table>
 * <caption>The moves</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>NOTPAY</td><td>SUCCESS</td><td>the user, who pays</td></tr>
 * <tr><td>NOTPAY</td><td>CLOSED</td><td>the merchant; or time, and then it is not stored</td></tr>
 * <tr><td>SUCCESS</td><td>REFUND</td><td>the first refund that is accepted</td></tr>
 * </table>
 *
 * <p>REVOKED, USERPAYING and PAYERROR belong to payment codes (付款码支付), which LocalPay does not do.
 */
enum TradeState {
    /** Waits for its user. */
    NOTPAY("订单未支付"),
    /** Is paid. */
    SUCCESS("支付成功"),
    /** Was paid, and then refunded, in part or whole. */
    REFUND("转入退款"),
    /** Was not paid, and cannot be any longer. */
    CLOSED("订单已关闭");

    private final String description;

    TradeState(String description) {
        this.description = description;
    }

    /** What {@code trade_state_desc} says. */
    String description() {
        return description;
    }

    /** Where an order may go from here. */
    Set<TradeState> next() {
        return switch (this) {
            case NOTPAY -> Set.of(SUCCESS, CLOSED);
            case SUCCESS -> Set.of(REFUND);
            case REFUND, CLOSED -> Set.of();
        };
    }
}
