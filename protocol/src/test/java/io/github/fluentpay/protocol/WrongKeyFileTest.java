package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.der;
import static io.github.fluentpay.TestKeys.pem;
import static io.github.fluentpay.TestKeys.pkcs12;
import static io.github.fluentpay.TestKeys.pkcs1Public;
import static io.github.fluentpay.TestKeys.privatePem;
import static io.github.fluentpay.TestKeys.publicPem;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.Seeded;
import io.github.fluentpay.TestKeys;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrongKeyFileTest {

    private static final KeyPair EC = TestKeys.generate("EC", 256);
    private static final KeyPair ED25519 = TestKeys.generate("Ed25519", 255);
    private static final KeyPair SHORT_RSA = TestKeys.generate("RSA", 1024);
    private static final String NO_PASSPHRASE =
            "remove the passphrase: `openssl pkey -in FILE -out NEW_FILE` asks for it"
                    + " and writes the key without one";
    private static final String RSA_ALONE = "the platform uses RSA, and a key of another kind cannot be converted";
    private static final String REQUEST = "the private key was written to a file of its own when the request was made";
    private static final String KEY_STORE =
            "Merchant.ofPkcs12 reads it, and `openssl pkcs12 -in FILE -nocerts -nodes -out"
                    + " apiclient_key.pem` takes the key out of it";
    private static final String PKCS7 = "`openssl pkcs7 -print_certs -in FILE` writes its certificates as PEM";
    private static final String FILE_PATH = "the path of a file, not its content";
    private static final String PLACEHOLDER = "a placeholder that was not replaced by its value";
    private static final String REPLACE = "set the variable or property that it names";
    private static final String PRIVATE_KEY_NEEDED =
            ", a private key is needed; the platform's console calls it apiclient_key.pem";

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Wrong(byte[] content, String is, String cure) {
        Wrong(byte[] content, String is) {
            this(content, is, "");
        }

        static Wrong of(String content, String is) {
            return new Wrong(utf8(content), is);
        }

        Wrong cure(String cure) {
            return new Wrong(content, is, "; " + cure);
        }

        @Override
        public String toString() {
            return is;
        }
    }

    static Stream<Wrong> notPrivateKeys() {
        return Stream.of(
                Wrong.of(certificatePem(CERTIFICATE), "a certificate"),
                new Wrong(der(CERTIFICATE), "a certificate"),
                Wrong.of(Base64.getEncoder().encodeToString(der(CERTIFICATE)), "a certificate"),
                Wrong.of(publicPem(RSA), "a public key"),
                new Wrong(RSA.getPublic().getEncoded(), "a public key"),
                Wrong.of(pem("RSA PUBLIC KEY", pkcs1Public(RSA)), "a public key"),
                new Wrong(pkcs1Public(RSA), "a public key"),
                Wrong.of(pem("PRIVATE KEY", RSA.getPublic().getEncoded()), "a public key"),
                Wrong.of(TestKeys.encryptedPkcs8Pem(RSA), "a private key under a passphrase")
                        .cure(NO_PASSPHRASE),
                new Wrong(body(TestKeys.encryptedPkcs8Pem(RSA)), "a private key under a passphrase")
                        .cure(NO_PASSPHRASE),
                Wrong.of(TestKeys.encryptedPkcs1Pem(RSA), "a private key under a passphrase")
                        .cure(NO_PASSPHRASE),
                Wrong.of(TestKeys.encryptedPkcs1Pem(RSA).replace("\n", "\\n"), "a private key under a passphrase")
                        .cure(NO_PASSPHRASE),
                Wrong.of(privatePem(EC), "an elliptic-curve private key").cure(RSA_ALONE),
                Wrong.of(privatePem(EC).replace("\n", "\\n"), "an elliptic-curve private key")
                        .cure(RSA_ALONE),
                Wrong.of(Base64.getEncoder().encodeToString(utf8(privatePem(EC))), "an elliptic-curve private key")
                        .cure(RSA_ALONE),
                new Wrong(EC.getPrivate().getEncoded(), "an elliptic-curve private key").cure(RSA_ALONE),
                Wrong.of(TestKeys.sec1Pem(EC), "an elliptic-curve private key").cure(RSA_ALONE),
                Wrong.of(
                                pem("EC PARAMETERS", new byte[] {6, 1, 42}) + TestKeys.sec1Pem(EC),
                                "an elliptic-curve private key")
                        .cure(RSA_ALONE),
                new Wrong(body(TestKeys.sec1Pem(EC)), "an elliptic-curve private key").cure(RSA_ALONE),
                Wrong.of(privatePem(ED25519), "a private key for an algorithm other than RSA")
                        .cure(RSA_ALONE),
                Wrong.of(publicPem(EC), "an elliptic-curve public key").cure(RSA_ALONE),
                Wrong.of(publicPem(ED25519), "a public key for an algorithm other than RSA")
                        .cure(RSA_ALONE),
                Wrong.of(pem("CERTIFICATE REQUEST", TestKeys.certificateRequest(RSA)), "a certificate request")
                        .cure(REQUEST),
                Wrong.of(pem("NEW CERTIFICATE REQUEST", TestKeys.certificateRequest(RSA)), "a certificate request")
                        .cure(REQUEST),
                new Wrong(TestKeys.certificateRequest(RSA), "a certificate request").cure(REQUEST),
                new Wrong(pkcs12(RSA, CERTIFICATE, "1900000001"), "a PKCS#12 key store").cure(KEY_STORE),
                Wrong.of(
                                Base64.getEncoder().encodeToString(pkcs12(RSA, CERTIFICATE, "1900000001")),
                                "a PKCS#12 key store")
                        .cure(KEY_STORE),
                Wrong.of(pem("OPENSSH PRIVATE KEY", new byte[] {1, 2, 3}), "an OpenSSH private key")
                        .cure("`ssh-keygen -p -m PEM -f FILE` rewrites it as PEM, if it is an RSA key"),
                Wrong.of("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ me@host\n", "an OpenSSH public key"),
                Wrong.of("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n", "a PuTTY key"),
                Wrong.of(pem("PGP PRIVATE KEY BLOCK", new byte[] {1, 2, 3}), "PEM of another kind"),
                Wrong.of(pem("PKCS7", pkcs7()), "a PKCS#7 bundle of certificates")
                        .cure(PKCS7),
                new Wrong(pkcs7(), "a PKCS#7 bundle of certificates").cure(PKCS7),
                new Wrong(
                                new byte[] {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED, 0, 0, 0, 2},
                                "a Java key store (JKS)")
                        .cure(
                                "`keytool -importkeystore -srckeystore FILE -destkeystore apiclient_cert.p12 -deststoretype"
                                        + " PKCS12` converts it, and Merchant.ofPkcs12 reads that"),
                new Wrong(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}, "a zip archive")
                        .cure("unpack it, and name the file inside"),
                Wrong.of("{\"kty\":\"RSA\",\"n\":\"x\"}", "a JSON text"),
                Wrong.of("<html>404</html>", "a web page or XML").cure("download the file itself"),
                Wrong.of("https://example.com/apiclient_key.pem", "a URL, not the content behind it")
                        .cure("download the file itself"),
                Wrong.of("classpath:keys/apiclient_key.pem", "the name of a class-path resource, not its content")
                        .cure("KeySource.resource reads it"),
                Wrong.of("classpath*:/keys/key", "the name of a class-path resource, not its content")
                        .cure("KeySource.resource reads it"),
                Wrong.of("file:///etc/pay/apiclient_key.pem", "the URL of a file, not its content")
                        .cure("KeySource.path reads it"),
                Wrong.of("/etc/pay/key", FILE_PATH).cure("KeySource.path reads it"),
                Wrong.of("apiclient_key.pem\n", FILE_PATH).cure("KeySource.path reads it"),
                Wrong.of("../keys/merchant", FILE_PATH).cure("KeySource.path reads it"),
                Wrong.of("C:\\keys\\new.pem", FILE_PATH).cure("KeySource.path reads it"),
                Wrong.of("~/.pay/key", FILE_PATH).cure("KeySource.path reads it"),
                Wrong.of("${WECHATPAY_PRIVATE_KEY}", PLACEHOLDER).cure(REPLACE),
                Wrong.of("{{ wechatpay_key }}", PLACEHOLDER).cure(REPLACE),
                Wrong.of("%WECHATPAY_KEY%", PLACEHOLDER).cure(REPLACE),
                Wrong.of("", "empty"),
                Wrong.of(" \r\n\t", "empty"),
                Wrong.of("\uFEFF\u200B\u00A0", "empty"),
                Wrong.of("0123456789abcdef0123456789abcdef", "neither PEM nor DER"),
                new Wrong(new byte[] {0x30, (byte) 0x82, 4, 0, 2, 1, 0}, "neither PEM nor DER"),
                new Wrong(
                        Arrays.copyOf(
                                RSA.getPrivate().getEncoded(), RSA.getPrivate().getEncoded().length - 1),
                        "neither PEM nor DER"));
    }

    /** ContentInfo of signedData, RFC 2315; what it holds does not matter. */
    private static byte[] pkcs7() {
        return new byte[] {
            0x30, 0x0D, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2, (byte) 0xA0, 0
        };
    }

    @ParameterizedTest
    @MethodSource("notPrivateKeys")
    void saysWhatItIsWhereAPrivateKeyIsNeeded(Wrong wrong) {
        assertThatThrownBy(() -> MerchantKey.read(KeySource.bytes(wrong.content())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given bytes: this is " + wrong.is() + PRIVATE_KEY_NEEDED + wrong.cure());
    }

    @Test
    void saysWhatItIsWhereAPublicKeyIsNeeded() {
        for (Wrong wrong : List.of(
                Wrong.of(certificatePem(CERTIFICATE), "a certificate")
                        .cure("if it is a platform certificate, give it with its serial number in place of PUB_KEY_ID_…"
                                + " (VerifyingKey.ofCertificate)"),
                Wrong.of(privatePem(RSA), "a private key")
                        .cure("the platform's public key cannot be made from a key of your own"),
                Wrong.of(publicPem(EC), "an elliptic-curve public key").cure(RSA_ALONE),
                Wrong.of("classpath:pub_key.pem", "the name of a class-path resource, not its content")
                        .cure("KeySource.resource reads it"),
                Wrong.of(TestKeys.encryptedPkcs8Pem(RSA), "a private key under a passphrase"),
                Wrong.of("", "empty"))) {
            assertThatThrownBy(() -> VerifyingKey.ofPublicKey(Vectors.PUBLIC_KEY_ID, KeySource.bytes(wrong.content())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the given bytes: this is " + wrong.is()
                            + ", a public key is needed; the platform's console calls it pub_key.pem" + wrong.cure());
        }
    }

    @Test
    void saysWhatItIsWhereAPlatformCertificateIsNeeded() {
        for (Wrong wrong : List.of(
                Wrong.of(publicPem(RSA), "a public key")
                        .cure("if it is the WeChat Pay public key, give it with its PUB_KEY_ID_…"
                                + " (VerifyingKey.ofPublicKey)"),
                Wrong.of(privatePem(RSA), "a private key"),
                Wrong.of("wechatpay.pem", FILE_PATH).cure("KeySource.path reads it"),
                new Wrong(pkcs12(RSA, CERTIFICATE, "1900000001"), "a PKCS#12 key store")
                        .cure("Merchant.ofPkcs12 reads it, and `openssl pkcs12 -in FILE -clcerts -nokeys -out"
                                + " apiclient_cert.pem` takes the certificate out of it"),
                Wrong.of(pem("CERTIFICATE REQUEST", TestKeys.certificateRequest(RSA)), "a certificate request")
                        .cure("the console gives you the certificate for it"))) {
            assertThatThrownBy(() -> VerifyingKey.ofCertificate(KeySource.bytes(wrong.content())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the given bytes: this is " + wrong.is()
                            + ", a certificate is needed; a platform certificate (wechatpay_….pem) comes from GET"
                            + " v3/certificates, not from the console" + wrong.cure());
        }
    }

    @Test
    void saysWhatItIsWhereAKeyStoreIsNeeded() {
        String pemFiles = "Merchant.of(mchid, certificate, privateKey) reads PEM files";
        for (Wrong wrong : List.of(
                Wrong.of(privatePem(RSA), "a private key").cure(pemFiles),
                Wrong.of(certificatePem(CERTIFICATE), "a certificate").cure(pemFiles),
                Wrong.of("apiclient_cert.p12", FILE_PATH).cure("KeySource.path reads it"),
                new Wrong(new byte[] {(byte) 0xCE, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE}, "a Java key store (JKS)")
                        .cure(
                                "`keytool -importkeystore -srckeystore FILE -destkeystore apiclient_cert.p12 -deststoretype"
                                        + " PKCS12` converts it, and Merchant.ofPkcs12 reads that"))) {
            assertThatThrownBy(() -> Merchant.ofPkcs12("1900000001", KeySource.bytes(wrong.content()), new char[0]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the given bytes: this is " + wrong.is()
                            + ", a PKCS#12 key store is needed; the platform's console calls it apiclient_cert.p12"
                            + wrong.cure());
        }
    }

    @Test
    void saysThatAPemFileWasCutOff() {
        String pem = privatePem(RSA);

        assertThatThrownBy(() -> MerchantKey.read(KeySource.text(pem.substring(0, 1000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text has a PRIVATE KEY block without an END line: the file was cut off");
        assertThatThrownBy(() -> VerifyingKey.ofCertificate(KeySource.text(
                        privatePem(RSA) + certificatePem(CERTIFICATE).substring(0, 700))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text has a CERTIFICATE block without an END line: the file was cut off");
    }

    @Test
    void saysThatAFileIsDamaged() {
        byte[] key = RSA.getPrivate().getEncoded();
        byte[] publicKey = RSA.getPublic().getEncoded();
        byte[] certificate = der(CERTIFICATE);

        assertThatThrownBy(() -> MerchantKey.read(KeySource.text(pem("PRIVATE KEY", Arrays.copyOf(key, 600)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text looks like an RSA private key but cannot be read as one: the file is"
                        + " damaged");
        assertThatThrownBy(() -> VerifyingKey.ofPublicKey(
                        Vectors.PUBLIC_KEY_ID, KeySource.text(pem("PUBLIC KEY", Arrays.copyOf(publicKey, 200)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text looks like an RSA public key but cannot be read as one: the file is"
                        + " damaged");
        assertThatThrownBy(() ->
                        VerifyingKey.ofCertificate(KeySource.text(pem("CERTIFICATE", Arrays.copyOf(certificate, 300)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text looks like a certificate but cannot be read as one: the file is damaged");
        assertThatThrownBy(() -> MerchantKey.read(
                        KeySource.text("-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text has a PRIVATE KEY block that is not Base64: the file is damaged");
    }

    @Test
    void refusesKeysThatAreTooShort() {
        assertThatThrownBy(() -> MerchantKey.read(KeySource.text(privatePem(SHORT_RSA))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The private key has 1024 bits, at least 2048 are needed; the platform's console calls it"
                        + " apiclient_key.pem");
        assertThatThrownBy(() -> VerifyingKey.ofPublicKey("PUB_KEY_ID_1", KeySource.text(publicPem(SHORT_RSA))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key PUB_KEY_ID_1 is not an RSA key of at least 2048 bits");
    }

    @Test
    void refusesKeysOfAnotherAlgorithm() {
        X509Certificate certificate =
                TestKeys.certificate(EC, BigInteger.valueOf(0xABC), Instant.parse("2030-01-01T00:00:00Z"));

        assertThatThrownBy(() -> MerchantKey.of(EC.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The private key is EC, an RSA key is needed; the platform's console calls it"
                        + " apiclient_key.pem");
        assertThatThrownBy(() -> VerifyingKey.ofPublicKey("PUB_KEY_ID_1", EC.getPublic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key PUB_KEY_ID_1 is not an RSA key of at least 2048 bits");
        assertThatThrownBy(() -> VerifyingKey.ofCertificate(certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key ABC is not an RSA key of at least 2048 bits");
        assertThat(MerchantKey.of(RSA.getPrivate()).matches(EC.getPublic())).isFalse();
    }

    @Test
    void refusesTheIdOfAPublicKeyThatIsNone() {
        for (String id : List.of("", "PUB_KEY_ID_", TestKeys.SERIAL, "pub_key_id_01", "PUB_KEY_ID")) {
            assertThatThrownBy(() -> VerifyingKey.ofPublicKey(id, RSA.getPublic()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(ShownValue.described(id)
                            + " is not the ID of a WeChat Pay public key: it is PUB_KEY_ID_ and digits, and stands in"
                            + " the console beside the key");
        }
    }

    @Test
    void saysThatThereIsNoFile() {
        Path file = folder.resolve("no.pem");

        assertThatThrownBy(() -> MerchantKey.read(KeySource.path(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no such file: " + folder
                        + " exists, and the rest of the path (6 characters, ending in .pem) does not")
                .hasNoCause();
        assertThatThrownBy(() -> MerchantKey.read(KeySource.resource("no/key.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no class-path resource of that name: a value of 10 characters, ending in .pem");
    }

    @Test
    void saysThatAPathIsAFolder() {
        assertThatThrownBy(() -> MerchantKey.read(KeySource.path(folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " is a folder; a key or certificate file is needed");
    }

    @Test
    void refusesMoreThanOneMebibyteFromEverySource() throws Exception {
        byte[] large = new byte[(1 << 20) + 1];
        Path file = Files.write(folder.resolve("large"), large);
        String problem = " is larger than 1 MiB, so it is not a key or certificate";

        assertTooLarge(KeySource.path(file), file + problem);
        assertTooLarge(KeySource.bytes(large), "the given bytes" + problem);
        assertTooLarge(KeySource.text("x".repeat(large.length)), "the given text" + problem);
        assertTooLarge(KeySource.stream(new ByteArrayInputStream(large)), "the given stream" + problem);
    }

    @Test
    void takesOneMebibyte() {
        String pem = privatePem(RSA);
        String padded = "#".repeat((1 << 20) - pem.length()) + pem;

        assertThat(MerchantKey.read(KeySource.text(padded)).matches(RSA.getPublic()))
                .isTrue();
    }

    @Test
    void saysThatThePasswordIsWrong() {
        KeySource store = KeySource.bytes(pkcs12(RSA, CERTIFICATE, "1900000001"));

        assertThatThrownBy(() -> Merchant.ofPkcs12("1900000001", store, "1900000002".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given bytes cannot be opened with this password; the platform protects"
                        + " apiclient_cert.p12 with the merchant number (mchid)");
    }

    @Test
    void tellsADamagedStoreFromAWrongPassword() {
        byte[] store = pkcs12(RSA, CERTIFICATE, "1900000001");
        Arrays.fill(store, 40, 80, (byte) 0xFF);

        assertThatThrownBy(() -> Merchant.ofPkcs12("1900000001", KeySource.bytes(store), "1900000001".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given bytes looks like a PKCS#12 key store but cannot be read as one: the file is"
                        + " damaged");
    }

    @Test
    void saysThatAStoreHoldsNoKey() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("only", CERTIFICATE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "x".toCharArray());

        assertThatThrownBy(() -> Merchant.ofPkcs12("1900000001", KeySource.bytes(out.toByteArray()), "x".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given bytes holds no private key with a certificate; export it again from the"
                        + " console");
    }

    @Test
    void answersGarbageWithAMessageOnly() {
        List<byte[]> goods = List.of(
                RSA.getPrivate().getEncoded(),
                TestKeys.pkcs1Private(RSA),
                utf8(privatePem(RSA)),
                der(CERTIFICATE),
                RSA.getPublic().getEncoded(),
                pkcs12(OTHER_RSA, CERTIFICATE, "x"));

        Seeded.check(150, random -> {
            byte[] bytes = goods.get(random.nextInt(goods.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(random.nextBoolean() ? bytes.length : 64)] = (byte) random.nextInt();
            }
            KeySource source = KeySource.bytes(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(99)));

            onlyIllegalArgument(() -> MerchantKey.read(source));
            onlyIllegalArgument(() -> VerifyingKey.ofPublicKey("PUB_KEY_ID_1", source));
            onlyIllegalArgument(() -> VerifyingKey.ofCertificate(source));
            onlyIllegalArgument(() -> Merchant.ofPkcs12("1900000001", source, "x".toCharArray()));
        });
    }

    private static void onlyIllegalArgument(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).{20,}");
        }
    }

    private static void assertTooLarge(KeySource source, String message) {
        assertThatThrownBy(() -> MerchantKey.read(source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static byte[] body(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
