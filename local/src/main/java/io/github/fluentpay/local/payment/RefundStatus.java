package io.github.fluentpay.local.payment;

import java.util.Set;

/**
 * The states of a refund (退款状态), and every legal move between them; documentation page "query one refund" (查询单笔退款) for
 * the names, the refund development guide (退款开发指引) for the moves.
 *
 * <table>
 * <caption>The moves</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>PROCESSING</td><td>SUCCESS</td><td>the money, which arrives</td></tr>
 * <tr><td>PROCESSING</td><td>CLOSED</td><td>the platform, because the merchant's funds did not suffice</td></tr>
 * <tr><td>PROCESSING</td><td>ABNORMAL</td><td>the user's bank, which does not take it</td></tr>
 * <tr><td>ABNORMAL</td><td>SUCCESS</td><td>the merchant, who names another account</td></tr>
 * </table>
 */
public enum RefundStatus {
    /** Was accepted; the money is on its way. */
    PROCESSING("PROCESSING", ""),
    /** The money is back. */
    SUCCESS("SUCCESS", "退款成功"),
    /** Came to nothing; another refund may be asked for, under another number. */
    CLOSED("FAIL", "退款关闭"),
    /** The money could not be given back. */
    ABNORMAL("CHANGE", "退款异常");

    private final String billed;
    private final String summary;

    RefundStatus(String billed, String summary) {
        this.billed = billed;
        this.summary = summary;
    }

    /** What a bill calls it. */
    String billed() {
        return billed;
    }

    /** What the notification of it says in a word. */
    String summary() {
        return summary;
    }

    /** Where a refund may go from here. */
    Set<RefundStatus> next() {
        return switch (this) {
            case PROCESSING -> Set.of(SUCCESS, CLOSED, ABNORMAL);
            case ABNORMAL -> Set.of(SUCCESS);
            case SUCCESS, CLOSED -> Set.of();
        };
    }
}
