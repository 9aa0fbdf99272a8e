package io.github.fluentpay.local.callback;

import io.github.fluentpay.local.exchange.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code notify_url} of a request: an absolute address without a query; documentation page "callbacks" (回调通知).
 * Whether it can be reached is not looked at.
 */
public final class NotifyUrlField {

    private static final String NAME = "notify_url";
    private static final int LONGEST = 256;

    private NotifyUrlField() {}

    /** A required one of coupons, whose pages want https; LocalPay calls this machine without TLS, too. */
    public static String ofCoupons(Fields body, int shortest) {
        String text = body.text(NAME, shortest, LONGEST);
        NotifyUrl url = fit(text);
        if (url == null || !(url.isEncrypted() || url.isOnThisMachine())) {
            throw body.invalid(
                    NAME, "must be an absolute https address without a query, or an http one of this machine");
        }
        return text;
    }

    /** Checks a required one of payments: https or http. */
    public static void checkOfPayments(Fields body) {
        body.text(NAME, 1, LONGEST);
        checkOptionalOfPayments(body);
    }

    /** The same, which may be left out. */
    public static void checkOptionalOfPayments(Fields body) {
        String text = body.optionalText(NAME, 1, LONGEST);
        if (text != null && fit(text) == null) {
            throw body.invalid(NAME, "must be an absolute https or http address without a query");
        }
    }

    private static @Nullable NotifyUrl fit(String text) {
        try {
            NotifyUrl url = NotifyUrl.parse(text, true);
            return url.uri().getRawQuery() == null && url.uri().getRawFragment() == null ? url : null;
        } catch (IllegalArgumentException notToBeCalled) {
            return null;
        }
    }
}
