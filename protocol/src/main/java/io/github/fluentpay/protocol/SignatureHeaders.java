package io.github.fluentpay.protocol;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers that carry the signature of a reply or a notification, as received; null where absent.
 *
 * @param timestamp {@code Wechatpay-Timestamp}, seconds since the epoch
 * @param nonce {@code Wechatpay-Nonce}
 * @param signature {@code Wechatpay-Signature}, Base64
 * @param serial {@code Wechatpay-Serial}, of the key that signed
 * @param signatureType {@code Wechatpay-Signature-Type}; absent means SHA256 with RSA-2048
 */
public record SignatureHeaders(
        @Nullable String timestamp,
        @Nullable String nonce,
        @Nullable String signature,
        @Nullable String serial,
        @Nullable String signatureType) {

    /** Name of the header with the time of signing. */
    public static final String TIMESTAMP = "Wechatpay-Timestamp";
    /** Name of the header with the nonce. */
    public static final String NONCE = "Wechatpay-Nonce";
    /** Name of the header with the signature. */
    public static final String SIGNATURE = "Wechatpay-Signature";
    /** Name of the header that names the key; in a request it asks for that key. */
    public static final String SERIAL = "Wechatpay-Serial";
    /** Name of the header that names the algorithm. */
    public static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

    /** Picks the headers out of a message; {@code header} answers a name with its value, or null. */
    public static SignatureHeaders from(Function<String, @Nullable String> header) {
        return new SignatureHeaders(
                header.apply(TIMESTAMP),
                header.apply(NONCE),
                header.apply(SIGNATURE),
                header.apply(SERIAL),
                header.apply(SIGNATURE_TYPE));
    }
}
