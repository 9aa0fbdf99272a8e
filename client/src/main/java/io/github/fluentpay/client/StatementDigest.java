package io.github.fluentpay.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Statements of the overseas platform (境外对账单, {@code GET v3/global/statements}): not the statement is signed but
 * {@code {"sha1":"…"}}, made from the header {@code Wechatpay-Statement-Sha1}, as the official SDKs do it; so the statement
 * has to be compared with that. Assumed: the hash is of the plain statement, as with bills; of a compressed one either form
 * is accepted.
 */
final class StatementDigest {

    private static final String HEADER = "Wechatpay-Statement-Sha1";

    /** A statement that grows beyond it was made to. */
    private static final long LARGEST = 1L << 30;

    private StatementDigest() {}

    /** What the signature of a reply is over. */
    static byte[] signed(TransportReply reply) {
        String sha1 = reply.headers().first(HEADER);
        return sha1 == null ? reply.body() : ("{\"sha1\":\"" + sha1 + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a reply's body is the one whose hash was signed; true for replies that are signed themselves. */
    static boolean fits(TransportReply reply) {
        String sha1 = reply.headers().first(HEADER);
        if (sha1 == null) {
            return true;
        }
        try {
            return sha1.equalsIgnoreCase(sha1(new ByteArrayInputStream(reply.body())))
                    || (Gunzip.isGzip(reply.body())
                            && sha1.equalsIgnoreCase(sha1(Gunzip.of(new ByteArrayInputStream(reply.body())))));
        } catch (IOException damaged) {
            return false;
        }
    }

    private static String sha1(InputStream in) throws IOException {
        try (in) {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] buffer = new byte[8192];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                total += read;
                if (total > LARGEST) {
                    throw new IOException("more than " + LARGEST + " bytes");
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-1", e);
        }
    }
}
