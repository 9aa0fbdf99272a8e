package io.github.fluentpay.local.identity;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v3/security/echo}; documentation page "test of signatures and sealing" (商户签名验签/加解密测试). A sealed
 * message is opened with the key that {@code Wechatpay-Serial} names and sealed again for the merchant's certificate.
 */
public final class SecurityEcho {

    private static final String PLAIN = "echo_message";
    private static final String SEALED = "encrypted_echo_message";

    /** The page gives no lengths; a sealed field of RSA-2048 has 344 characters. */
    private static final int LONGEST = 1024;

    private final Merchants merchants;
    private final PlatformKey publicKey;
    private final PlatformKey certificate;

    private record PlatformKey(String words, String serial, PrivacyDecryptor decryptor) {

        Optional<String> open(String sealed) {
            try {
                return Optional.of(decryptor.open(sealed));
            } catch (MalformedMessageException sealedForAnother) {
                return Optional.empty();
            }
        }
    }

    /** Echoes for this platform's merchants. */
    public SecurityEcho(PlatformIdentity platform, Merchants merchants) {
        this.merchants = merchants;
        this.publicKey = new PlatformKey(
                "the WeChat Pay public key",
                platform.publicKeyId(),
                new PrivacyDecryptor(MerchantKey.of(platform.publicKeyPrivate())));
        this.certificate = new PlatformKey(
                "the platform certificate",
                platform.certificateSerial(),
                new PrivacyDecryptor(MerchantKey.of(platform.certificatePrivate())));
    }

    /** Its route. */
    public Route route() {
        return Route.post("/v3/security/echo", this::answer);
    }

    private Reply answer(Call call) {
        String plain = call.body().text(PLAIN, 1, LONGEST);
        String sealed = call.body().optionalText(SEALED, 1, LONGEST);
        PlatformKey key = named(call.platformSerial());
        return Reply.ok(JsonObject.builder()
                .put(PLAIN, plain)
                .putIfPresent(SEALED, sealed == null ? null : sealedFor(call.mchid(), open(call.body(), sealed, key)))
                .build());
    }

    private PlatformKey named(@Nullable String header) {
        String serial = header == null ? "" : header.strip();
        if (serial.isEmpty()) {
            throw refused("is missing; it names the key of the platform that the message is sealed for");
        }
        if (serial.equals(publicKey.serial())) {
            return publicKey;
        }
        if (serial.toUpperCase(Locale.ROOT).equals(certificate.serial())) {
            return certificate;
        }
        throw refused(
                "names no key of this platform; its keys are " + publicKey.serial() + " and " + certificate.serial());
    }

    private String open(Fields body, String sealed, PlatformKey key) {
        PlatformKey other = key.equals(publicKey) ? certificate : publicKey;
        return key.open(sealed)
                .orElseThrow(() -> body.invalid(
                        SEALED,
                        other.open(sealed).isPresent()
                                ? "is sealed for " + other.words() + ", and " + SignatureHeaders.SERIAL + " names "
                                        + key.words() + "; a call must not mix the two"
                                : "does not open with the private half of " + key.serial()
                                        + ": it is sealed for another key, or not by RSA-OAEP with SHA-1"));
    }

    private String sealedFor(String mchid, String plain) {
        KnownMerchant merchant = merchants.find(mchid).orElseThrow();
        // The name of the key goes nowhere; the type wants one in the platform's form.
        VerifyingKey key = VerifyingKey.ofPublicKey("PUB_KEY_ID_" + mchid, merchant.publicKey());
        return new PrivacyEncryptor(key).seal(plain);
    }

    private static RefusedException refused(String problem) {
        return new RefusedException(
                ErrorCode.PARAM_ERROR,
                "The header " + SignatureHeaders.SERIAL + " " + problem,
                Fields.detail(SignatureHeaders.SERIAL, "header", problem));
    }
}
