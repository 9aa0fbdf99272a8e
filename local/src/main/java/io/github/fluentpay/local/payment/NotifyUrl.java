package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.Fields;
import java.net.URI;
import java.net.URISyntaxException;

/** The check of an address for notifications; documentation page "callbacks" (回调通知). */
final class NotifyUrl {

    private static final String NAME = "notify_url";
    private static final int LENGTH = 256;

    private NotifyUrl() {}

    static void check(Fields body) {
        body.text(NAME, 1, LENGTH);
        checkOptional(body);
    }

    static void checkOptional(Fields body) {
        String url = body.optionalText(NAME, 1, LENGTH);
        if (url != null && !isFit(url)) {
            throw body.invalid(NAME, "must be an absolute https or http address without a query");
        }
    }

    private static boolean isFit(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
