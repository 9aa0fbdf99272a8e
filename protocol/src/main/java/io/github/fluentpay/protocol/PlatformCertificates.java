package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply of {@code GET v3/certificates}, the platform certificate list (获取平台证书列表), opened. */
public final class PlatformCertificates {

    private PlatformCertificates() {}

    /**
     * Decrypts the certificates of a reply. That proves that they come from someone who knows the APIv3 key; verify the
     * reply's signature with them as well.
     *
     * @throws MalformedMessageException if a certificate is missing, does not open, or its serial number is not the one
     *     listed beside it
     */
    public static List<VerifyingKey> open(JsonObject reply, AeadCipher cipher) {
        JsonArray data = reply.get("data") instanceof JsonArray array ? array : JsonArray.of();
        if (data.size() == 0) {
            throw malformed("has no certificate", null);
        }
        List<VerifyingKey> keys = new ArrayList<>();
        for (JsonValue item : data) {
            keys.add(open(item, cipher));
        }
        return keys;
    }

    private static VerifyingKey open(JsonValue item, AeadCipher cipher) {
        if (!(item instanceof JsonObject entry) || !(entry.get("encrypt_certificate") instanceof JsonObject sealed)) {
            throw malformed("has an entry without encrypt_certificate", null);
        }
        byte[] pem = cipher.open(EncryptedResource.from(sealed));
        VerifyingKey key;
        try {
            key = VerifyingKey.ofCertificate(KeySource.bytes(pem));
        } catch (IllegalArgumentException e) {
            throw malformed("has an entry that is not a certificate", e);
        }
        if (!(entry.get("serial_no") instanceof JsonString listed) || !isOf(key, listed.value())) {
            throw malformed("lists the certificate " + key.serial() + " under another serial number", null);
        }
        return key;
    }

    private static boolean isOf(VerifyingKey certificate, String listed) {
        try {
            return SerialNumber.normalise(listed).equals(certificate.serial());
        } catch (IllegalArgumentException noSerialNumber) {
            return false;
        }
    }

    private static MalformedMessageException malformed(String problem, @Nullable Exception cause) {
        return new MalformedMessageException("The list of platform certificates " + problem, RetrySafety.SAFE, cause);
    }
}
