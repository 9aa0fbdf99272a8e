package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.PlatformIdentity;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.StringToSign;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signs replies; APIv3 documentation, "verify the signature" (签名验证). Safe for many threads. */
public final class ReplySigner {

    private final PlatformIdentity platform;
    private final MerchantKey publicKeySigner;
    private final MerchantKey certificateSigner;
    private final boolean certificateByDefault;
    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicInteger spoilt = new AtomicInteger();

    /**
     * Signs for this platform.
     *
     * @param certificateByDefault whether a caller that asks for no key gets the certificate's, rather than that of the
     *     WeChat Pay public key
     */
    public ReplySigner(PlatformIdentity platform, boolean certificateByDefault, Clock clock, RandomGenerator random) {
        this.platform = platform;
        this.publicKeySigner = MerchantKey.of(platform.publicKeyPrivate());
        this.certificateSigner = MerchantKey.of(platform.certificatePrivate());
        this.certificateByDefault = certificateByDefault;
        this.clock = clock;
        this.random = random;
    }

    /** Gives the next {@code count} replies a wrong signature; 0 ends it. */
    public void spoilNext(int count) {
        spoilt.set(count);
    }

    /**
     * The headers of one reply.
     *
     * @param requested the request's {@code Wechatpay-Serial}, or null
     */
    public Map<String, String> headers(@Nullable String requested, Reply reply) {
        boolean withCertificate = withCertificate(requested, certificateByDefault || reply.bringsCertificate());
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String nonce = RequestSigner.nonce(random);
        MerchantKey signer = withCertificate ? certificateSigner : publicKeySigner;
        byte[] signature = signer.sign(StringToSign.ofReply(timestamp, nonce, reply.body()));
        if (spoilt.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            signature[signature.length - 1] ^= 1;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignatureHeaders.TIMESTAMP, timestamp);
        headers.put(SignatureHeaders.NONCE, nonce);
        headers.put(SignatureHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signature));
        headers.put(SignatureHeaders.SERIAL, withCertificate ? platform.certificateSerial() : platform.publicKeyId());
        headers.put(SignatureHeaders.SIGNATURE_TYPE, Authorization.SCHEME);
        return headers;
    }

    /** "WeChat Pay public key" (微信支付公钥): the caller names the key it holds; what happens to an unknown one is not documented. */
    private boolean withCertificate(@Nullable String requested, boolean byDefault) {
        String serial = requested == null ? "" : requested.strip();
        if (serial.equals(platform.publicKeyId())) {
            return false;
        }
        return serial.toUpperCase(Locale.ROOT).equals(platform.certificateSerial()) || byDefault;
    }

    /** A request id: an id, a dash, and the internal error number; "basic rules" (基本规则). */
    public String requestId(int internalNumber) {
        String id = String.format(Locale.ROOT, "08%016X%08X", random.nextLong(), random.nextInt());
        return id + "-" + internalNumber;
    }
}
