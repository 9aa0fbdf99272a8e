package io.github.fluentpay.protocol;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Raw headers and body in, a verified and decrypted {@link Notification} out; APIv3 documentation, "verify the signature"
 * (签名验证) and "decrypt certificates and callbacks" (证书和回调报文解密). Safe for many threads.
 */
public final class NotificationReader {

    static final String SUBJECT = "The notification";

    private final Supplier<VerifyingKeys> keys;
    private final MessageVerifier verifier;
    private final AeadCipher cipher;
    private final DiagnosisBudget diagnoses;

    /**
     * Reads what is signed with one of these keys and sealed under this one.
     *
     * @param keys answers the current snapshot, asked once or twice a message
     */
    public NotificationReader(Supplier<VerifyingKeys> keys, ApiV3Key apiV3Key) {
        this(keys, apiV3Key, DiagnosisBudget.of(System::nanoTime));
    }

    /**
     * As {@link #NotificationReader(Supplier, ApiV3Key)}, with a budget that is shared with other readers.
     *
     * @param diagnoses pays for the search for the change that explains a wrong signature
     */
    public NotificationReader(Supplier<VerifyingKeys> keys, ApiV3Key apiV3Key, DiagnosisBudget diagnoses) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.verifier = new MessageVerifier(keys);
        this.cipher = new AeadCipher(apiV3Key);
        this.diagnoses = Objects.requireNonNull(diagnoses, "diagnoses");
    }

    /**
     * Verifies, and only then decrypts.
     *
     * @param now the time of receipt
     * @throws ValidationException if it cannot be trusted; the message says why and what to do, the
     *     {@linkplain ValidationException#reason() reason} is a value
     * @throws MalformedMessageException if it can be trusted and not be read: it is not JSON, has no {@code id} or
     *     {@code resource}, or does not open with this APIv3 key
     */
    public Notification read(NotificationRequest request, Instant now) {
        byte[] body = request.body();
        SignatureHeaders headers = SignatureHeaders.from(request::header);
        Refusal refusal = verifier.check(headers, body, now).orElse(null);
        if (refusal != null) {
            throw new ValidationException(SUBJECT, exact(refusal, headers, body), RetrySafety.SAFE);
        }
        JsonObject envelope = json(body, "is not JSON");
        if (!(envelope.get("resource") instanceof JsonObject sealed)) {
            throw malformed("has no resource", null);
        }
        if (!(envelope.get("id") instanceof JsonString id) || id.value().isBlank()) {
            throw malformed("has no id", null);
        }
        JsonObject resource = json(cipher.open(EncryptedResource.from(sealed)), "has a resource that is not JSON");
        // What was sealed is not for logs.
        return new Notification(envelope, resource.secret(), Objects.requireNonNull(headers.serial()));
    }

    private Refusal exact(Refusal refusal, SignatureHeaders headers, byte[] body) {
        return switch (refusal.reason()) {
            case WRONG_SIGNATURE -> ChangedBody.recognise(headers, body, keys.get(), refusal, diagnoses);
            case MISSING_HEADER -> UnsignedBody.recognise(body, refusal);
            default -> refusal;
        };
    }

    private static JsonObject json(byte[] bytes, String otherwise) {
        try {
            return JsonObject.parse(bytes);
        } catch (InvalidJsonException e) {
            throw malformed(otherwise, e);
        }
    }

    private static MalformedMessageException malformed(String problem, @Nullable Exception cause) {
        return new MalformedMessageException(
                SUBJECT + " " + problem + "; it is signed by the platform all the same. Next: keep its headers and body"
                        + " for the platform's support",
                RetrySafety.UNSAFE,
                cause);
    }
}
