package io.github.fluentpay.catalogue;

import java.util.Locale;

/** How an endpoint's exchange differs from the usual one. */
public enum Quirk {
    /** The reply has no signature: what is downloaded is checked by the hash that announced it, or not at all. */
    UNSIGNED_REPLY,
    /** APIv2: the merchant's certificate is shown when the connection opens. */
    CLIENT_CERTIFICATE,
    /** APIv2: {@code nonce_str} is not sent. */
    NO_NONCE,
    /** The URL ends in {@code #wechat_redirect}. */
    FRAGMENT;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Quirk of(String text) {
        return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
