package io.github.fluentpay.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A healthy profile with its files, to be made ill in one way. */
final class Patient {

    static final String MCHID = "1900000001";
    static final String SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    static final String PLATFORM_SERIAL = "6FC7B5F782C4E4682F1131D06330D8A51E37011C";
    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026112300000000000001";
    static final String APIV3_KEY = "0123456789abcdefghijklmnopqrstuv";
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
    static final Instant END = Instant.parse("2031-02-01T00:00:00Z");

    static final KeyPair MERCHANT = newKeyPair();
    static final KeyPair OTHER = newKeyPair();
    static final KeyPair PLATFORM = newKeyPair();

    final Path folder;
    final Map<String, String> settings = new LinkedHashMap<>();
    final Map<String, String> environment = new HashMap<>();
    Instant now = NOW;

    Patient(Path folder) {
        this.folder = folder;
        file("key.pem", privatePem(MERCHANT));
        file("other_key.pem", privatePem(OTHER));
        file("cert.pem", certificatePem(MERCHANT, SERIAL, "CN=" + MCHID + ",O=微信商户系统", BEGIN, END));
        file("pub_key.pem", publicPem(PLATFORM));
        file("own_pub_key.pem", publicPem(MERCHANT));
        file("wechatpay.pem", certificatePem(PLATFORM, PLATFORM_SERIAL, "CN=Tenpay.com sign", BEGIN, END));
        set("mchid", MCHID);
        set("merchant-serial", SERIAL);
        set("merchant-key", "key.pem");
        set("merchant-certificate", "cert.pem");
        set("apiv3-key", APIV3_KEY);
        set("platform-serial", PUBLIC_KEY_ID);
        set("platform-key", "pub_key.pem");
    }

    Patient set(String name, String value) {
        settings.put("fluentpay." + name, value);
        return this;
    }

    Patient without(String... names) {
        for (String name : names) {
            settings.remove("fluentpay." + name);
        }
        return this;
    }

    Patient inCertificateMode() {
        return set("platform-serial", PLATFORM_SERIAL).set("platform-key", "wechatpay.pem");
    }

    Patient at(String time) {
        now = Instant.parse(time);
        return this;
    }

    Patient file(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, text);
            permit(file, "rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Patient permit(String name, String permissions) {
        try {
            permit(folder.resolve(name), permissions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static void permit(Path file, String permissions) throws IOException {
        if (isPosix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Written once, at the first call. */
    Path profile() {
        Path file = folder.resolve("profile.properties");
        if (!Files.exists(file)) {
            file("profile.properties", String.join("\n", lines()));
        }
        return file;
    }

    List<String> lines() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
                .toList();
    }

    Doctor doctor() {
        return Doctor.of(profile(), environment).withClock(Clock.fixed(now, ZoneOffset.UTC));
    }

    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String certificatePem(KeyPair key, String serial, String subject, Instant begin, Instant end) {
        try {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=Tenpay.com Root CA"),
                                    new BigInteger(serial, 16),
                                    Date.from(begin),
                                    Date.from(end),
                                    new X500Name(subject),
                                    key.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())));
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String privatePem(KeyPair key) {
        return pem("PRIVATE KEY", key.getPrivate().getEncoded());
    }

    static String publicPem(KeyPair key) {
        return pem("PUBLIC KEY", key.getPublic().getEncoded());
    }

    static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
