package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.Signer;
import java.util.Collection;

/** Opens the sensitive values of what the platform sent. */
final class Opening {

    private final PrivacyDecryptor decryptor;

    private Opening(PrivacyDecryptor decryptor) {
        this.decryptor = decryptor;
    }

    static Opening with(Signer signer) {
        if (signer instanceof MerchantKey key) {
            return new Opening(new PrivacyDecryptor(key));
        }
        throw new IllegalStateException("Sensitive fields are opened with the merchant's private key, and this merchant"
                + " signs with a " + signer.getClass().getName() + ", which does not hand it out: open them where the"
                + " key is, by RSA-OAEP with SHA-1, or make the merchant with a MerchantKey");
    }

    JsonObject open(JsonObject json, Collection<String> pointers) {
        JsonObject opened = json;
        for (String pointer : pointers) {
            opened = opened.mapAt(pointer, value -> open(pointer, value));
        }
        return opened;
    }

    private JsonValue open(String pointer, JsonValue value) {
        if (value instanceof JsonString sealed) {
            // An empty string stands for no value, as in the official SDKs.
            boolean asItIs = sealed.value().isEmpty() || sealed.isOpened();
            return asItIs ? sealed : JsonString.opened(open(pointer, sealed.value()));
        }
        if (value == JsonNull.INSTANCE) {
            return value;
        }
        throw new MalformedMessageException(
                "There is " + value.kind() + " at " + pointer + ", not a sealed string", RetrySafety.UNSAFE, null);
    }

    private String open(String pointer, String sealed) {
        try {
            return decryptor.open(sealed);
        } catch (MalformedMessageException e) {
            throw new MalformedMessageException("At " + pointer + ": " + e.getMessage(), e.retrySafety(), e);
        }
    }
}
