package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.local.identity.SigningKey;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fault does to the headers of a proper signature: those of a reply, and those of a notification. */
public final class SignatureFaults {

    /** "Verify the signature": what the platform's wrong signatures begin with, which it sends to test callers. */
    private static final String PROBE = "WECHATPAY/SIGNTEST/";

    /** Named when the platform has no other key to name. */
    private static final String NO_KEY = "5A0000000000000000000000000000000000000B";

    private SignatureFaults() {}

    /** The time to sign. */
    public static Instant timestamp(Instant now, @Nullable Fault fault) {
        return fault instanceof Fault.StaleTimestamp stale ? now.minus(stale.age()) : now;
    }

    /** The key that signs, where {@code proper} should. */
    public static SigningKey signer(SigningKey proper, PlatformKeys keys, @Nullable Fault fault) {
        return fault instanceof Fault.WrongKey ? keys.wrongFor(proper) : proper;
    }

    /** The headers as they are sent. */
    public static Map<String, String> apply(
            Map<String, String> proper, PlatformKeys keys, SigningKey signedBy, @Nullable Fault fault) {
        Map<String, String> headers = new LinkedHashMap<>(proper);
        if (fault instanceof Fault.SpoiltSignature) {
            headers.computeIfPresent(SignatureHeaders.SIGNATURE, (name, text) -> spoilt(text));
        } else if (fault instanceof Fault.ProbeSignature) {
            headers.computeIfPresent(
                    SignatureHeaders.SIGNATURE, (name, text) -> PROBE + text.substring(PROBE.length()));
        } else if (fault instanceof Fault.UnknownSerial unknown) {
            headers.put(SignatureHeaders.SERIAL, unknown.serial());
        } else if (fault instanceof Fault.WrongSerial) {
            headers.put(
                    SignatureHeaders.SERIAL,
                    keys.otherThan(signedBy).map(SigningKey::serial).orElse(NO_KEY));
        } else if (fault instanceof Fault.MissingHeader missing) {
            headers.remove(missing.name());
        }
        return headers;
    }

    private static String spoilt(String signature) {
        byte[] bytes = Base64.getDecoder().decode(signature);
        bytes[bytes.length - 1] ^= 1;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
