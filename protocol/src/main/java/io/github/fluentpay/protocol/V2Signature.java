package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.VisibleText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * APIv2 signatures over parameters: sorted by name, empty ones and {@code sign} left out, joined with {@code &}, the
 * key appended; APIv2 documentation, "signature algorithm" (签名算法). APIv3 still uses them for the H5 coupon page and the
 * mini-program coupon plug-in.
 */
public enum V2Signature {
    /** {@code MD5}, the default of APIv2. */
    MD5,
    /** {@code HMAC-SHA256}; the only one that coupon pages take. */
    HMAC_SHA256;

    /**
     * Signs parameters.
     *
     * @param apiV2Key the merchant's APIv2 key (APIv2密钥), 32 characters; invisible ones at both ends are trimmed
     * @return upper-case hexadecimal
     */
    public String sign(Map<String, String> parameters, String apiV2Key) {
        String key = VisibleText.trimmed(apiV2Key);
        byte[] message = (stringToSign(parameters) + "&key=" + key).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().withUpperCase().formatHex(digest(message, key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + this, e);
        }
    }

    /** What is signed, up to {@code &key=} and the key: shown when two sides disagree, it gives nothing secret away. */
    public static String stringToSign(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty()
                                && !parameter.getKey().equals("sign"))
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"));
    }

    private byte[] digest(byte[] message, String key) throws GeneralSecurityException {
        if (this == MD5) {
            return MessageDigest.getInstance("MD5").digest(message);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(message);
    }
}
