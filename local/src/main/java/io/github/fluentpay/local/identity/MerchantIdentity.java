package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.SerialNumber;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.random.RandomGenerator;

/**
 * All there is of one merchant, the private half included.
 *
 * @param mchid merchant number
 * @param apiV3Key the APIv3 key's 32 characters
 */
public record MerchantIdentity(String mchid, PrivateKey privateKey, X509Certificate certificate, String apiV3Key) {

    private static final String API_V2_KEY_PREFIX = "LocalPayV2Key";
    private static final String API_V3_KEY_PREFIX = "LocalPayV3Key";

    /** A new APIv3 key. Its beginning tells it from a real one, wherever it turns up. */
    public static String newApiV3Key(RandomGenerator random) {
        return API_V3_KEY_PREFIX + RequestSigner.nonce(random).substring(API_V3_KEY_PREFIX.length());
    }

    /** A new APIv2 key, which can be told from a real one too. */
    static String newApiV2Key(RandomGenerator random) {
        return API_V2_KEY_PREFIX + RequestSigner.nonce(random).substring(API_V2_KEY_PREFIX.length());
    }

    /** The certificate's serial number, as the platform spells it. */
    public String serial() {
        return SerialNumber.of(certificate);
    }

    /** What of it the platform knows. */
    public KnownMerchant known() {
        return KnownMerchant.of(mchid, certificate, apiV3Key);
    }

    /** Signs as this merchant. */
    public MerchantKey signer() {
        return MerchantKey.of(privateKey);
    }

    @Override
    public String toString() {
        return "MerchantIdentity[" + mchid + ", " + serial() + "]";
    }
}
