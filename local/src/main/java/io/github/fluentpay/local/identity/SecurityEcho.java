package io.github.fluentpay.local.identity;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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

    private final PlatformKeys platform;
    private final Merchants merchants;

    /** Echoes for this platform's merchants. */
    public SecurityEcho(PlatformKeys platform, Merchants merchants) {
        this.platform = platform;
        this.merchants = merchants;
    }

    /** Its route. */
    public Route route() {
        return Route.post("/v3/security/echo", this::answer);
    }

    private Reply answer(Call call) {
        String plain = call.body().text(PLAIN, 1, LONGEST);
        String sealed = call.body().optionalText(SEALED, 1, LONGEST);
        SigningKey key = named(call.platformSerial());
        return Reply.ok(JsonObject.builder()
                .put(PLAIN, plain)
                .putIfPresent(SEALED, sealed == null ? null : sealedFor(call.mchid(), open(call.body(), sealed, key)))
                .build());
    }

    private SigningKey named(@Nullable String header) {
        String serial = header == null ? "" : header.strip();
        if (serial.isEmpty()) {
            throw refused("is missing; it names the key of the platform that the message is sealed for");
        }
        String spelled = serial.startsWith("PUB_KEY_ID_") ? serial : serial.toUpperCase(Locale.ROOT);
        return platform.all().stream()
                .filter(key -> key.serial().equals(spelled))
                .findFirst()
                .orElseThrow(() -> refused("names no key of this platform; its keys are "
                        + platform.all().stream().map(SigningKey::serial).collect(Collectors.joining(" and "))));
    }

    private String open(Fields body, String sealed, SigningKey key) {
        return opened(key, sealed).orElseThrow(() -> body.invalid(SEALED, whyNot(sealed, key)));
    }

    private String whyNot(String sealed, SigningKey key) {
        return platform.all().stream()
                .filter(other -> !other.equals(key) && opened(other, sealed).isPresent())
                .findFirst()
                .map(other -> "is sealed for " + words(other) + ", and " + SignatureHeaders.SERIAL + " names "
                        + words(key) + "; a call must not mix the two")
                .orElseGet(() -> "does not open with the private half of " + key.serial()
                        + ": it is sealed for another key, or not by RSA-OAEP with SHA-1");
    }

    private static String words(SigningKey key) {
        return key.verifying().isCertificate() ? "the platform certificate" : "the WeChat Pay public key";
    }

    private static Optional<String> opened(SigningKey key, String sealed) {
        try {
            return Optional.of(new PrivacyDecryptor(key.signer()).open(sealed));
        } catch (MalformedMessageException sealedForAnother) {
            return Optional.empty();
        }
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
