package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The platform's half of a notification (回调通知): seals and signs one, so that a program that receives them can be tested.
 * LocalPay uses it too. Safe for many threads if its randomness is.
 *
 * <pre>{@code
 * NotificationSigner platform = new NotificationSigner("PUB_KEY_ID_01…", MerchantKey.of(platformKey), apiV3Key, random);
 * SignedNotification sent = platform.sign(
 *         "TRANSACTION.SUCCESS", "transaction", JsonObject.of("out_trade_no", "1217752501201407033233368018"), now);
 * pay.notifications().receive(sent);
 * }</pre>
 */
public final class NotificationSigner {

    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private final String serial;
    private final Signer signer;
    private final AeadCipher cipher;
    private final RandomGenerator random;

    /**
     * Signs as the platform and seals for one merchant.
     *
     * @param serial names the platform's key: {@code PUB_KEY_ID_…} or a certificate's serial number; any other name is
     *     taken too, so that a receiver's refusal of it can be tested
     * @param signer signs with that key's private half
     * @param apiV3Key of the merchant who gets it
     * @param random for nonces and ids; must be unpredictable outside of tests
     */
    public NotificationSigner(String serial, Signer signer, ApiV3Key apiV3Key, RandomGenerator random) {
        this.serial = VisibleText.trimmed(Objects.requireNonNull(serial, "serial"));
        this.signer = Objects.requireNonNull(signer, "signer");
        this.cipher = new AeadCipher(apiV3Key);
        this.random = Objects.requireNonNull(random, "random");
    }

    /** A notification with a new id and the {@linkplain EventSummary summary} that the platform writes for this kind. */
    public SignedNotification sign(String eventType, String originalType, JsonObject resource, Instant now) {
        JsonObject envelope = JsonObject.of(
                "id",
                "EV-" + RequestSigner.nonce(random),
                "create_time",
                OffsetDateTime.ofInstant(now.truncatedTo(ChronoUnit.SECONDS), BEIJING)
                        .toString(),
                "resource_type",
                "encrypt-resource",
                "event_type",
                eventType,
                "summary",
                EventSummary.of(eventType).orElse(EventSummary.OTHER));
        return sign(envelope, originalType, resource, now);
    }

    /**
     * A notification with this envelope, to which the sealed resource is added.
     *
     * @param envelope {@code id}, {@code create_time}, {@code event_type} and what else stands beside the resource
     * @param originalType also authenticated beside the content ({@code associated_data}), as the platform does
     */
    public SignedNotification sign(JsonObject envelope, String originalType, JsonObject resource, Instant now) {
        EncryptedResource sealed = cipher.seal(resource.toBytes(), originalType, random);
        JsonObject wire = JsonObject.of(
                "original_type",
                originalType,
                "algorithm",
                sealed.algorithm(),
                "ciphertext",
                sealed.ciphertext(),
                "associated_data",
                sealed.associatedData(),
                "nonce",
                sealed.nonce());
        return sign(envelope.with("resource", wire).toJson().getBytes(StandardCharsets.UTF_8), now);
    }

    /** Any body, with the headers of its signature: the same again at another time, or one to be refused. */
    public SignedNotification sign(byte[] body, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        String nonce = RequestSigner.nonce(random);
        byte[] signature = signer.sign(StringToSign.ofReply(timestamp, nonce, body));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignatureHeaders.TIMESTAMP, timestamp);
        headers.put(SignatureHeaders.NONCE, nonce);
        headers.put(SignatureHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signature));
        headers.put(SignatureHeaders.SERIAL, serial);
        headers.put(SignatureHeaders.SIGNATURE_TYPE, Authorization.SCHEME);
        return new SignedNotification(headers, body);
    }
}
