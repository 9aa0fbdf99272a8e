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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signs replies; APIv3 documentation, "verify the signature" (签名验证). Safe for many threads. */
public final class ReplySigner {

    /** The header with the id of the exchange. */
    public static final String REQUEST_ID = "Request-ID";

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
        String timestamp =
                Long.toString(SignatureFaults.timestamp(clock.instant(), fault).getEpochSecond());
        String nonce = RequestSigner.nonce(random);
        SigningKey signing = SignatureFaults.signer(key, keys, fault);
        byte[] signature = signing.signer().sign(StringToSign.ofReply(timestamp, nonce, text));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignatureHeaders.TIMESTAMP, timestamp);
        headers.put(SignatureHeaders.NONCE, nonce);
        headers.put(SignatureHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signature));
        headers.put(SignatureHeaders.SERIAL, key.serial());
        headers.put(SignatureHeaders.SIGNATURE_TYPE, Authorization.SCHEME);
        return new Signed(signing.serial(), SignatureFaults.apply(headers, keys, key, fault));
    }

    /** A request id: an id, a dash, and the internal error number; "basic rules" (基本规则). */
    public String requestId(int internalNumber) {
        String id = String.format(Locale.ROOT, "08%016X%08X", random.nextLong(), random.nextInt());
        return id + "-" + internalNumber;
    }
}
