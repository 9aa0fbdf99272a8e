package io.github.fluentpay.doctor;

import java.util.Locale;

/** The checks, in the order in which they are told. Their names are part of the interface and do not change. */
enum Check {
    PROFILE,
    MCHID,
    MERCHANT_KEY,
    MERCHANT_CERTIFICATE,
    MERCHANT_KEY_PAIR,
    MERCHANT_SERIAL,
    MERCHANT_CERTIFICATE_DATES,
    MERCHANT_CERTIFICATE_MCHID,
    APIV3_KEY,
    PLATFORM_KEY,
    PLATFORM_KEY_OWNER,
    PLATFORM_CERTIFICATE_DATES,
    FILE_PERMISSIONS,
    BASE_URL,
    CLOCK,

    CONNECTION,
    PLATFORM_CLOCK,
    SIGNATURE,
    REPLY_KEY,
    PLATFORM_CERTIFICATES,
    APIV3_KEY_OPENS,
    ECHO,
    ENCRYPTED_ECHO;

    /** As in {@link Finding#check()}: {@code merchant-key}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
