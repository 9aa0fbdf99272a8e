package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKeys;
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

    private final String endpoint;
    private final VerifyingKeys keys;
    private final SecureRandom random;
    private @Nullable PrivacyEncryptor encryptor;

    Sealing(String endpoint, VerifyingKeys keys, SecureRandom random) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.random = random;
    }

    /** The body with what the pointers find sealed; the same object if they find nothing. */
    JsonObject body(JsonObject body, Collection<String> pointers) {
        // Two pointers may meet in one field, which must not be sealed twice.
        Set<JsonValue> done = Collections.newSetFromMap(new IdentityHashMap<>());
        JsonObject sealed = body;
        for (String pointer : pointers) {
            sealed = sealed.mapAt(pointer, value -> {
                if (done.contains(value) || value == JsonNull.INSTANCE) {
                    return value;
                }
                JsonValue text = JsonString.of(field(pointer, value));
                done.add(text);
                return text;
            });
        }
        return sealed;
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
        try {
            return encryptor().seal(plain);
        } catch (IllegalArgumentException tooLong) {
            throw new IllegalArgumentException(what + " of " + endpoint + ": " + tooLong.getMessage(), tooLong);
        }
    }

    private PrivacyEncryptor encryptor() {
        if (encryptor == null) {
            encryptor = keys.sealing()
                    .map(key -> new PrivacyEncryptor(key, random))
                    .orElseThrow(() -> new IllegalStateException("There is no key to seal the sensitive fields of "
                            + endpoint + " with: give verifyingKeys(…) of the builder the WeChat Pay public key"
                            + " (pub_key.pem and its PUB_KEY_ID_…) or a platform certificate; nothing was sent"));
        }
        return encryptor;
    }

    /** The serial of the key, if anything was sealed; else null. */
    @Nullable
    String serial() {
        return encryptor == null ? null : encryptor.serial();
    }
}
