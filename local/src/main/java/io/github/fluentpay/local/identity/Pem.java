package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.VerifyingKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** PEM texts, RFC 7468. */
public final class Pem {

    private static final int LINE_LENGTH = 64;

    private Pem() {}

    /** A private key in PKCS#8. */
    public static String of(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    /** A public key as SubjectPublicKeyInfo. */
    public static String of(PublicKey key) {
        return text("PUBLIC KEY", key.getEncoded());
    }

    /** A certificate. */
    public static String of(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate of our own has no encoding", e);
        }
    }

    /** Reads what {@link #of(PublicKey)} wrote; throws {@link IllegalArgumentException} if it is something else. */
    static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(body(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not a PEM file with an RSA public key", e);
        }
    }

    private static byte[] body(String pem) {
        return Base64.getDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    }

    /** Reads what {@link #of(PrivateKey)} wrote; throws {@link IllegalArgumentException} if it is something else. */
    static PrivateKey privateKey(String pem) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(body(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not a PEM file with an RSA private key", e);
        }
    }

    /** Reads a certificate; throws {@link IllegalArgumentException} if it is something else. */
    static X509Certificate certificate(String pem) {
        return VerifyingKey.ofCertificate(KeySource.text(pem)).certificate().orElseThrow();
    }

    private static String text(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
