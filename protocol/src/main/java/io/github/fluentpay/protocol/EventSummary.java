package io.github.fluentpay.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * The short Chinese text (回调摘要) that the platform writes into a notification of a kind. It is the one part of most
 * notifications that is beyond ASCII, so a receiver that mistakes the character set fails by it.
 */
public final class EventSummary {

    /** For a kind whose text is not known. */
    public static final String OTHER = "事件通知";

    /** From the pages of these notifications, and from notifications that were published. */
    private static final Map<String, String> KNOWN = Map.of(
            "TRANSACTION.SUCCESS", "支付成功",
            "REFUND.SUCCESS", "退款成功",
            "REFUND.CLOSED", "退款关闭",
            "REFUND.ABNORMAL", "退款异常",
            "COUPON.SEND", "商家券领券通知",
            "COUPON.USE", "代金券核销通知",
            "PRODUCT_COUPON_SP.SEND", "商品券领券通知",
            "MCHTRANSFER.BILL.FINISHED", "商家转账单据终态通知");

    private EventSummary() {}

    /** The text of a kind such as {@code TRANSACTION.SUCCESS}; empty if it is not known. */
    public static Optional<String> of(String eventType) {
        return Optional.ofNullable(KNOWN.get(eventType));
    }
}
