package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.local.identity.SigningKey;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.StringToSign;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signs replies; APIv3 documentation, "verify the signature" (签名验证). Safe for many threads. */
public final class ReplySigner {

    /** "Verify the signature": what the platform's wrong signatures begin with, which it sends to test callers. */
    private static final String PROBE = "WECHATPAY/SIGNTEST/";

    /** Named when the platform has no other key to name. */
    private static final String NO_KEY = "5A0000000000000000000000000000000000000B";

    private final PlatformKeys keys;
    private final Clock clock;
    private final RandomGenerator random;

    /** Signs with the keys that the platform has at the moment. */
    public ReplySigner(PlatformKeys keys, Clock clock, RandomGenerator random) {
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The headers of one signature.
     *
     * @param signedBy the serial of the key that signed, whatever the headers say; null if none did
     * @param headers in the order of the platform
     */
    public record Signed(@Nullable String signedBy, Map<String, String> headers) {}

    /**
     * Signs one reply, unless it is to go without a signature.
     *
     * @param requested the request's {@code Wechatpay-Serial}, or null
     * @param fault what to do wrong, if it is about signatures; null for nothing
     */
    public Signed sign(@Nullable String requested, Reply reply, @Nullable Fault fault) {
        byte[] text = reply.signedText();
        if (text == null) {
            return new Signed(null, Map.of());
        }
        SigningKey key = keys.signing(requested, reply.bringsCertificate());
        String timestamp = Long.toString(time(fault).getEpochSecond());
        String nonce = RequestSigner.nonce(random);
        byte[] signature = key.signer().sign(StringToSign.ofReply(timestamp, nonce, text));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignatureHeaders.TIMESTAMP, timestamp);
        headers.put(SignatureHeaders.NONCE, nonce);
        headers.put(SignatureHeaders.SIGNATURE, text(signature, fault));
        headers.put(SignatureHeaders.SERIAL, serial(key, fault));
        headers.put(SignatureHeaders.SIGNATURE_TYPE, Authorization.SCHEME);
        return new Signed(key.serial(), headers);
    }

    private Instant time(@Nullable Fault fault) {
        Instant now = clock.instant();
        return fault instanceof Fault.StaleTimestamp stale ? now.minus(stale.age()) : now;
    }

    private static String text(byte[] signature, @Nullable Fault fault) {
        if (fault instanceof Fault.SpoiltSignature) {
            signature[signature.length - 1] ^= 1;
        }
        String text = Base64.getEncoder().encodeToString(signature);
        return fault instanceof Fault.ProbeSignature ? PROBE + text.substring(PROBE.length()) : text;
    }

    private String serial(SigningKey key, @Nullable Fault fault) {
        if (fault instanceof Fault.UnknownSerial unknown) {
            return unknown.serial();
        }
        if (fault instanceof Fault.WrongSerial) {
            return keys.otherThan(key).map(SigningKey::serial).orElse(NO_KEY);
        }
        return key.serial();
    }

    /** A request id: an id, a dash, and the internal error number; "basic rules" (基本规则). */
    public String requestId(int internalNumber) {
        String id = String.format(Locale.ROOT, "08%016X%08X", random.nextLong(), random.nextInt());
        return id + "-" + internalNumber;
    }
}
