package io.github.fluentpay.protocol;

import java.io.Serializable;

/**
 * Why a message cannot be trusted, as a value.
 *
 * @param reason the kind, to decide by
 * @param message the same for people: what is wrong and how to mend it
 */
public record Refusal(Reason reason, String message) implements Serializable {

    /** The ways in which a signed message fails; APIv3 documentation, "verify the signature" (签名验证). */
    public enum Reason {
        /** One of the four required {@code Wechatpay-…} headers is absent. */
        MISSING_HEADER,
        /** It is XML, as APIv2 sends it, without the headers of APIv3. */
        APIV2_NOTIFICATION,
        /** One of them is there and empty. */
        EMPTY_HEADER,
        /** {@code Wechatpay-Signature-Type} names an algorithm other than SHA256 with RSA-2048. */
        UNSUPPORTED_SIGNATURE_TYPE,
        /** The timestamp is not a whole number of seconds. */
        MALFORMED_TIMESTAMP,
        /** The timestamp is more than five minutes away from the clock. */
        STALE_TIMESTAMP,
        /** The platform's own test that wrong signatures are refused: starts with {@code WECHATPAY/SIGNTEST/}. */
        PROBE_SIGNATURE,
        /** Signed with a key that is not among the known ones. */
        UNKNOWN_SERIAL,
        /** The signature is not Base64. */
        NOT_BASE64,
        /** The signature does not fit body, timestamp and nonce under the named key. */
        WRONG_SIGNATURE,
        /** The signature would fit the body that the platform sent: it was changed on the way here, by a framework say. */
        BODY_CHANGED
    }
}
