package io.github.fluentpay.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that replies and notifications come from the platform, unchanged and recent; APIv3 documentation, "verify
 * the signature" (签名验证). Safe for many threads; each message is checked against one snapshot of the keys.
 */
public final class MessageVerifier {

    /** How far a message's timestamp may be from the clock, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String RSA = Authorization.SCHEME;
    private static final int LONGEST_QUOTE = 64;
    private static final String PROBE = "WECHATPAY/SIGNTEST/";

    private final Supplier<VerifyingKeys> keys;

    /** @param keys answers the current snapshot, asked once a message */
    public MessageVerifier(Supplier<VerifyingKeys> keys) {
        this.keys = keys;
    }

    /**
     * Checks one message.
     *
     * @param body the raw bytes as received, after any transport decompression
     * @param now the time of receipt
     * @return why the message must not be trusted; empty if it may be
     */
    public Optional<Refusal> check(SignatureHeaders headers, byte[] body, Instant now) {
        return Optional.ofNullable(refusal(headers, body, now));
    }

    private @Nullable Refusal refusal(SignatureHeaders headers, byte[] body, Instant now) {
        // 1. All four headers are there.
        String timestamp = headers.timestamp();
        String nonce = headers.nonce();
        String signature = headers.signature();
        String serial = headers.serial();
        if (timestamp == null || nonce == null || signature == null || serial == null) {
            return missing(headers);
        }
        if (timestamp.isBlank() || nonce.isBlank() || signature.isBlank() || serial.isBlank()) {
            return empty(headers);
        }
        // 2. The algorithm is ours.
        String type = headers.signatureType();
        if (type != null && !type.isBlank() && !type.equals(RSA)) {
            return new Refusal(
                    Refusal.Reason.UNSUPPORTED_SIGNATURE_TYPE,
                    "it is signed with " + quoted(type) + "; only " + RSA + " can be verified");
        }
        // 3. It is recent.
        Refusal stale = staleness(timestamp, now);
        if (stale != null) {
            return stale;
        }
        // 4. It is not the platform's own test.
        if (signature.startsWith(PROBE)) {
            return new Refusal(
                    Refusal.Reason.PROBE_SIGNATURE,
                    "its signature starts with " + PROBE + ": the platform is testing that wrong signatures are"
                            + " refused. Nothing is wrong here; a notification will come again, the outcome of a call"
                            + " has to be queried");
        }
        // 5. The key is known.
        VerifyingKeys snapshot = keys.get();
        VerifyingKey key = snapshot.find(serial).orElse(null);
        if (key == null) {
            return new Refusal(
                    Refusal.Reason.UNKNOWN_SERIAL,
                    "it is signed with the key " + quoted(serial) + ", and the known keys are " + snapshot.serials()
                            + "; " + cureFor(serial, snapshot));
        }
        // 6. The signature holds.
        byte[] raw = decode(signature);
        if (raw == null) {
            return new Refusal(Refusal.Reason.NOT_BASE64, "its signature is not Base64; a proxy may have changed it");
        }
        if (!key.verify(StringToSign.ofReply(timestamp, nonce, body), raw)) {
            return new Refusal(
                    Refusal.Reason.WRONG_SIGNATURE,
                    "its signature does not fit the " + body.length + " bytes of its body under the key " + serial
                            + "; the body was changed on the way (verify the raw bytes, not a re-serialised copy), or"
                            + " the key is not the one of this serial");
        }
        return null;
    }

    private static Refusal missing(SignatureHeaders headers) {
        String name = headers.timestamp() == null
                ? SignatureHeaders.TIMESTAMP
                : headers.nonce() == null
                        ? SignatureHeaders.NONCE
                        : headers.signature() == null ? SignatureHeaders.SIGNATURE : SignatureHeaders.SERIAL;
        return new Refusal(
                Refusal.Reason.MISSING_HEADER,
                "the header " + name + " is missing; a proxy may have dropped it, or the sender is not the platform");
    }

    private static Refusal empty(SignatureHeaders headers) {
        String name = blank(headers.timestamp())
                ? SignatureHeaders.TIMESTAMP
                : blank(headers.nonce())
                        ? SignatureHeaders.NONCE
                        : blank(headers.signature()) ? SignatureHeaders.SIGNATURE : SignatureHeaders.SERIAL;
        return new Refusal(
                Refusal.Reason.EMPTY_HEADER,
                "the header " + name + " is empty; a proxy may have changed it, or the sender is not the platform");
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static String cureFor(String serial, VerifyingKeys known) {
        if (serial.startsWith(VerifyingKey.PUBLIC_KEY_PREFIX)) {
            return known.publicKey().isPresent()
                    ? "that is another WeChat Pay public key: take pub_key.pem and its ID from the console of this mchid"
                    : "this merchant is in public-key mode: add the WeChat Pay public key, pub_key.pem and its ID from the"
                            + " console";
        }
        if (known.isEmpty()) {
            return "that is a platform certificate, and none is there yet: download the platform certificates";
        }
        return known.certificate().isPresent()
                ? "that platform certificate is new or another merchant's: download the platform certificates again"
                : "that is a platform certificate: while a merchant moves to the public key both kinds come, so add the"
                        + " platform certificates too";
    }

    private static @Nullable Refusal staleness(String timestamp, Instant now) {
        long seconds;
        try {
            seconds = Long.parseLong(timestamp);
        } catch (NumberFormatException e) {
            return new Refusal(
                    Refusal.Reason.MALFORMED_TIMESTAMP,
                    "its timestamp " + quoted(timestamp) + " is not a number of seconds");
        }
        // Compared as plain numbers: a forged timestamp can be outside the range of Instant.
        long here = now.getEpochSecond();
        long tolerance = TOLERANCE.toSeconds();
        if (seconds >= here - tolerance && seconds <= here + tolerance) {
            return null;
        }
        return new Refusal(
                Refusal.Reason.STALE_TIMESTAMP,
                "its timestamp " + seconds + " is more than 5 minutes " + (seconds < here ? "before" : "after")
                        + " this machine's clock (" + here
                        + "); set the clock by NTP, and verify messages when they arrive");
    }

    private static byte @Nullable [] decode(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** A header's text for a message: it may be anybody's. */
    private static String quoted(String text) {
        return '"' + OneLine.of(text, LONGEST_QUOTE) + '"';
    }
}
