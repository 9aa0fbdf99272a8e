package io.github.fluentpay.local.schema;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Upload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The hash of a file beside its upload: SHA-256, or SM3 (国密) where the description has a field for the algorithm; that is
 * what the pages of electronic invoices want.
 */
final class FileDigest {

    private static final Set<String> NAMES = Set.of("sha256", "file_digest", "digest");

    private FileDigest() {}

    /** Refuses a description whose hash is another file's. */
    static void check(List<FieldRule> rules, JsonObject meta, Upload upload) {
        for (FieldRule rule : rules) {
            String name = rule.field().name();
            if (NAMES.contains(name) && meta.get(name) instanceof JsonString given) {
                String algorithm = algorithm(meta);
                String real = hex(algorithm, upload.bytes());
                if (!real.equalsIgnoreCase(given.value())) {
                    throw Fields.invalid(
                            Fields.Place.BODY,
                            "/" + name,
                            given,
                            "is not the " + algorithm + " of the file of " + upload.bytes().length
                                    + " bytes that came, which is " + real);
                }
            }
        }
    }

    /** One page spells the field {@code digest_alogrithm}. */
    private static String algorithm(JsonObject meta) {
        for (String name : List.of("digest_algorithm", "digest_alogrithm")) {
            JsonValue given = meta.get(name);
            if (given instanceof JsonString text && text.value().endsWith("SM3")) {
                return "SM3";
            }
        }
        return "SHA-256";
    }

    /**
     * The hash of a file, in lower case.
     *
     * @param algorithm as the platform writes it ({@code SHA1}, {@code SHA256}, {@code SM3}) or as Java does
     */
    static String hex(String algorithm, byte[] bytes) {
        byte[] hash = switch (algorithm) {
            case "SM3" -> sm3(bytes);
            case "SHA1" -> of("SHA-1").digest(bytes);
            case "SHA256" -> of("SHA-256").digest(bytes);
            default -> of(algorithm).digest(bytes);
        };
        return HexFormat.of().formatHex(hash);
    }

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }

    private static byte[] sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
