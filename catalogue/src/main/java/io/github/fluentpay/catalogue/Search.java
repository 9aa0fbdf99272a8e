package io.github.fluentpay.catalogue;

import java.util.Locale;

/** Finds operations by what a person remembers of them. */
final class Search {

    private Search() {}

    static boolean matches(Summary operation, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return operation.path().toLowerCase(Locale.ROOT).contains(lower)
                || withoutMarks(operation.path()).contains(withoutMarks(word))
                || operation.title().toLowerCase(Locale.ROOT).contains(lower)
                || operation.verb().name().equalsIgnoreCase(word)
                || operation.products().stream().anyMatch(label -> label.contains(word));
    }

    /** {@code outTradeNo}, {@code out-trade-no} and {@code out_trade_no} are one word. */
    private static String withoutMarks(String text) {
        return text.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
