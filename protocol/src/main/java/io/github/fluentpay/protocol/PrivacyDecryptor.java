package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Base64;

/** Opens sensitive fields (敏感信息) of a reply, sealed for the merchant's API certificate. Safe for many threads. */
public final class PrivacyDecryptor {

    private final MerchantKey key;

    /** Opens with {@code key}. */
    public PrivacyDecryptor(MerchantKey key) {
        this.key = key;
    }

    /**
     * Opens one field.
     *
     * @throws MalformedMessageException if it is not Base64, or was sealed for another certificate
     */
    public String open(String sealed) {
        try {
            byte[] plain =
                    PrivacyOaep.decrypt(key.privateKey(), Base64.getDecoder().decode(sealed));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | ProviderException e) {
            throw new MalformedMessageException(
                    "A sensitive field does not open with the merchant key: it was sealed for another API certificate,"
                            + " or is not sealed",
                    RetrySafety.UNSAFE,
                    e);
        }
    }
}
