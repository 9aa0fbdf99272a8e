package io.github.fluentpay.local.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues the merchant's and the platform's certificates. Both are signed with the platform certificate's own key: no
 * client follows the chain (the platform publishes no root for it), and a key fewer starts sooner.
 */
final class CertificateAuthority {

    /** "Platform certificate" (平台证书): it is valid for five years. */
    private static final int YEARS = 5;

    /** So that a certificate is valid on a machine whose clock is a little behind. */
    static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BYTES = 20;
    private static final X500Name ISSUER = name("LocalPay Platform CA");

    private final PrivateKey key;
    private final RandomGenerator random;

    CertificateAuthority(PrivateKey key, RandomGenerator random) {
        this.key = key;
        this.random = random;
    }

    X509Certificate issue(String commonName, PublicKey subjectKey, Instant now) {
        Instant begin = now.minus(BACKDATED);
        Instant end = begin.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                ISSUER, serial(), Date.from(begin), Date.from(end), name(commonName), subjectKey);
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot issue certificates", e);
        }
    }

    /** Forty hexadecimal digits, the first one not a zero, as the platform's serial numbers have. */
    private BigInteger serial() {
        byte[] bytes = new byte[SERIAL_BYTES];
        random.nextBytes(bytes);
        bytes[0] = (byte) ((bytes[0] & 0x3F) | 0x40);
        return new BigInteger(1, bytes);
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder()
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.O, "LocalPay")
                .build();
    }
}
