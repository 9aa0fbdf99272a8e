package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something the platform encrypted with the APIv3 key: a notification's {@code resource}, a certificate's
 * {@code encrypt_certificate}.
 *
 * @param algorithm {@code AEAD_AES_256_GCM}
 * @param nonce used as its UTF-8 bytes, 12 of them on the wire
 * @param associatedData authenticated beside the content; empty if there is none
 * @param ciphertext Base64, the 16-byte tag at its end
 */
public record EncryptedResource(String algorithm, String nonce, String associatedData, String ciphertext) {

    /** AES-256 in Galois/counter mode with a 128-bit tag. */
    public static final String AES_256_GCM = "AEAD_AES_256_GCM";

    /**
     * Reads it from its wire form.
     *
     * @throws MalformedMessageException if a field is missing or is not a string
     */
    public static EncryptedResource from(JsonObject json) {
        String associatedData = text(json, "associated_data");
        return new EncryptedResource(
                required(json, "algorithm"),
                required(json, "nonce"),
                associatedData == null ? "" : associatedData,
                required(json, "ciphertext"));
    }

    /** The wire form. */
    public JsonObject toJson() {
        return JsonObject.of(
                "algorithm", algorithm, "nonce", nonce, "associated_data", associatedData, "ciphertext", ciphertext);
    }

    private static String required(JsonObject json, String name) {
        String value = text(json, name);
        if (value == null) {
            throw new MalformedMessageException(
                    AeadCipher.SUBJECT + " has no " + name + "; pass it on unchanged", RetrySafety.UNSAFE, null);
        }
        return value;
    }

    private static @Nullable String text(JsonObject json, String name) {
        try {
            return json.string(name);
        } catch (IllegalStateException notText) {
            throw new MalformedMessageException(
                    AeadCipher.SUBJECT + " has a " + name + " that is not text", RetrySafety.UNSAFE, notText);
        }
    }
}
