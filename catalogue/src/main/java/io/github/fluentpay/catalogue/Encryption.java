package io.github.fluentpay.catalogue;

import java.util.Locale;

/** How a field's value is encrypted, and so with which key. */
public enum Encryption {
    /** By the caller, with the WeChat Pay public key or a platform certificate; {@code Wechatpay-Serial} names it. */
    PLATFORM_PUBLIC_KEY,
    /** By the platform, for the merchant's API certificate. */
    MERCHANT_CERTIFICATE,
    /** By the caller, with the key that {@code v2/risk/getpublickey} gives. */
    TRANSFER_TO_BANK_PUBLIC_KEY,
    /** By the platform, AES-256-GCM with the APIv3 key. */
    AES_GCM,
    /** By the platform, AES-256-ECB with the APIv2 key. */
    AES_ECB,
    /** The documentation says "encrypted", and not how. */
    STATED;

    static Encryption of(String text) {
        return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
