package io.github.fluentpay.local.identity;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens what callers seal and seals what they open (敏感信息加解密); documentation page "encrypt sensitive fields". Safe for
 * many threads.
 */
public final class SealedFields {

    private final PlatformKeys platform;
    private final Merchants merchants;

    /** Opens with the keys of this platform, and seals for its merchants. */
    public SealedFields(PlatformKeys platform, Merchants merchants) {
        this.platform = platform;
        this.merchants = merchants;
    }

    /**
     * The key that a call seals with.
     *
     * @param sealed what it seals, for the message: {@code the message is}
     * @throws RefusedException with PARAM_ERROR if the call names none, or one that the platform has not
     */
    public SigningKey namedBy(Call call, String sealed) {
        @Nullable String header = call.platformSerial();
        String serial = header == null ? "" : header.strip();
        if (serial.isEmpty()) {
            throw refused("is missing; it names the key of the platform that " + sealed + " sealed for");
        }
        String spelled = serial.startsWith("PUB_KEY_ID_") ? serial : serial.toUpperCase(Locale.ROOT);
        return platform.all().stream()
                .filter(key -> key.serial().equals(spelled))
                .findFirst()
                .orElseThrow(() -> refused("names no key of this platform; its keys are "
                        + platform.all().stream().map(SigningKey::serial).collect(Collectors.joining(" and "))));
    }

    /**
     * Refuses a text that nobody sealed. Asked first: whoever forgot to seal has no key to name, either.
     *
     * @param refusal is given a rule, in words that follow the field's name; the text itself is in no message
     */
    public static void checkSealed(String text, Function<String, RefusedException> refusal) {
        if (text.isEmpty()) {
            throw refusal.apply("is empty; leave it out, or give it a sealed value");
        }
        if (!PrivacyEncryptor.isSealed(text)) {
            throw refusal.apply("is not sealed: plain text");
        }
    }

    /**
     * The plain text.
     *
     * @param refusal of what does not open; is given a rule, in words that follow the field's name
     */
    public String open(SigningKey key, String sealed, Function<String, RefusedException> refusal) {
        return opened(key, sealed).orElseThrow(() -> refusal.apply(whyNot(sealed, key)));
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

    /** A text sealed for a merchant's certificate. */
    public String sealFor(String mchid, String plain) {
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
