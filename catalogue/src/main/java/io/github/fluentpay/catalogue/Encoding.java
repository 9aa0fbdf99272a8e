package io.github.fluentpay.catalogue;

import java.util.Locale;

/** What a string holds where it holds data in another form. */
public enum Encoding {
    /** The text of a JSON object, or JSON text of which no more is said. */
    JSON,
    /** The text of a JSON array. */
    JSON_ARRAY,
    /** URL-encoded text. */
    URL;

    static Encoding of(String text) {
        return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
