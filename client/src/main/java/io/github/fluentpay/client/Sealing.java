package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals the sensitive values (敏感信息加密) of one call, all with one key, which the call then names. Not safe for several
 * threads.
 */
final class Sealing {

    /** RSA-OAEP with SHA-1 and 2048 bits, which every key of the platform has. */
    private static final int LONGEST = 214;

    private final String endpoint;
    private final @Nullable PrivacyEncryptor encryptor;
    private final boolean keyComes;
    private boolean used;

    private Sealing(String endpoint, @Nullable PrivacyEncryptor encryptor, boolean keyComes) {
        this.endpoint = endpoint;
        this.encryptor = encryptor;
        this.keyComes = keyComes;
    }

    /** @param key null if there is none, which is an error once something is to be sealed */
    static Sealing with(String endpoint, @Nullable VerifyingKey key, SecureRandom random) {
        return new Sealing(endpoint, key == null ? null : new PrivacyEncryptor(key, random), false);
    }

    /** Only checks what is to be sealed: the key is on its way. */
    static Sealing withoutKeyYet(String endpoint) {
        return new Sealing(endpoint, null, true);
    }

    /** The body with what the pointers find sealed; the same object if they find nothing. */
    JsonObject body(JsonObject body, Collection<String> pointers) {
        // Two pointers may meet in one field, which must not be sealed twice.
        Set<JsonValue> done = Collections.newSetFromMap(new IdentityHashMap<>());
        JsonObject sealed = body;
        for (String pointer : pointers) {
            sealed = sealed.mapAt(pointer, value -> {
                if (done.contains(value) || isNoValue(value)) {
                    return value;
                }
                JsonValue text = JsonString.of(field(pointer, value));
                done.add(text);
                return text;
            });
        }
        return sealed;
    }

    /** An empty string stands for no value, as in the official SDKs. */
    private static boolean isNoValue(JsonValue value) {
        return value == JsonNull.INSTANCE
                || (value instanceof JsonString text && text.value().isEmpty());
    }

    private String field(String pointer, JsonValue value) {
        if (!(value instanceof JsonString plain)) {
            throw new IllegalArgumentException("The body of " + endpoint + " has " + value.kind() + " at " + pointer
                    + ", and only a string can be sealed");
        }
        return seal(pointer, plain.value());
    }

    /** A query parameter's value, sealed. */
    String parameter(String name, String plain) {
        return seal("The query parameter " + name, plain);
    }

    private String seal(String what, String plain) {
        if (PrivacyEncryptor.isSealed(plain)) {
            throw new IllegalArgumentException(
                    what + " of " + endpoint + " is sealed already: it is Base64 of the size of"
                            + " an RSA key. Give the plain value, the call seals it; a value that you sealed yourself goes through"
                            + " chain(…) without .encrypting(…), with your key's serial in the header Wechatpay-Serial");
        }
        used = true;
        try {
            return encryptor == null ? withoutKey(plain) : encryptor.seal(plain);
        } catch (IllegalArgumentException tooLong) {
            throw new IllegalArgumentException(what + " of " + endpoint + ": " + tooLong.getMessage(), tooLong);
        }
    }

    private String withoutKey(String plain) {
        if (!keyComes) {
            throw new IllegalStateException("There is no key to seal the sensitive fields of " + endpoint
                    + " with: give verifyingKeys(…) of the builder the WeChat Pay public key (pub_key.pem and its"
                    + " PUB_KEY_ID_…) or a platform certificate; nothing was sent");
        }
        int bytes = plain.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST) {
            throw new IllegalArgumentException("A sensitive field of " + bytes
                    + " bytes cannot be sealed: RSA-OAEP with 2048 bits takes at most " + LONGEST);
        }
        return "";
    }

    /** Verb and path, for messages. */
    String endpoint() {
        return endpoint;
    }

    /** Whether something was sealed, or would have been if there were a key. */
    boolean wasUsed() {
        return used;
    }

    /** The serial of the key, if anything was sealed; else null. */
    @Nullable
    String serial() {
        return used && encryptor != null ? encryptor.serial() : null;
    }
}
