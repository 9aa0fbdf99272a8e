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
    private static final String PRIVATE_KEY_NEEDED =
            ", a private key is needed; the platform's console calls it apiclient_key.pem";

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Wrong(byte[] content, String is) {
        static Wrong of(String content, String is) {
            return new Wrong(utf8(content), is);
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
                Wrong.of(TestKeys.encryptedPkcs8Pem(RSA), "a private key under a passphrase"),
                new Wrong(body(TestKeys.encryptedPkcs8Pem(RSA)), "a private key under a passphrase"),
                Wrong.of(TestKeys.encryptedPkcs1Pem(RSA), "a private key under a passphrase"),
                Wrong.of(privatePem(EC), "an elliptic-curve private key"),
                new Wrong(EC.getPrivate().getEncoded(), "an elliptic-curve private key"),
                Wrong.of(TestKeys.sec1Pem(EC), "an elliptic-curve private key"),
                Wrong.of(
                        pem("EC PARAMETERS", new byte[] {6, 1, 42}) + TestKeys.sec1Pem(EC),
                        "an elliptic-curve private key"),
                new Wrong(body(TestKeys.sec1Pem(EC)), "an elliptic-curve private key"),
                Wrong.of(privatePem(ED25519), "a private key for an algorithm other than RSA"),
                Wrong.of(publicPem(EC), "a public key for an algorithm other than RSA"),
                Wrong.of(pem("CERTIFICATE REQUEST", TestKeys.certificateRequest(RSA)), "a certificate request"),
                Wrong.of(pem("NEW CERTIFICATE REQUEST", TestKeys.certificateRequest(RSA)), "a certificate request"),
                new Wrong(TestKeys.certificateRequest(RSA), "a certificate request"),
                new Wrong(pkcs12(RSA, CERTIFICATE, "1900000001"), "a PKCS#12 key store"),
                Wrong.of(pem("OPENSSH PRIVATE KEY", new byte[] {1, 2, 3}), "PEM of another kind"),
                Wrong.of("", "empty"),
                Wrong.of(" \r\n\t", "empty"),
                Wrong.of("0123456789abcdef0123456789abcdef", "neither PEM nor DER"),
                Wrong.of("<html>404</html>", "neither PEM nor DER"),
                new Wrong(new byte[] {0x30, (byte) 0x82, 4, 0, 2, 1, 0}, "neither PEM nor DER"),
                new Wrong(
                        Arrays.copyOf(
                                RSA.getPrivate().getEncoded(), RSA.getPrivate().getEncoded().length - 1),
                        "neither PEM nor DER"));
    }

    @ParameterizedTest
    @MethodSource("notPrivateKeys")
    void saysWhatItIsWhereAPrivateKeyIsNeeded(Wrong wrong) {
        assertThatThrownBy(() -> MerchantKey.read(KeySource.bytes(wrong.content())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given bytes: this is " + wrong.is() + PRIVATE_KEY_NEEDED);
    }

    @Test
    void saysWhatItIsWhereAPublicKeyIsNeeded() {
        for (Wrong wrong : List.of(
                Wrong.of(certificatePem(CERTIFICATE), "a certificate"),
                Wrong.of(privatePem(RSA), "a private key"),
                Wrong.of(publicPem(EC), "a public key for an algorithm other than RSA"),
                Wrong.of("", "empty"))) {
            assertThatThrownBy(() -> VerifyingKey.ofPublicKey(Vectors.PUBLIC_KEY_ID, KeySource.bytes(wrong.content())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the given bytes: this is " + wrong.is()
                            + ", a public key is needed; the platform's console calls it pub_key.pem");
        }
    }

    @Test
    void saysWhatItIsWhereAPlatformCertificateIsNeeded() {
        for (Wrong wrong : List.of(
                Wrong.of(publicPem(RSA), "a public key"),
                Wrong.of(privatePem(RSA), "a private key"),
                Wrong.of(pem("CERTIFICATE REQUEST", TestKeys.certificateRequest(RSA)), "a certificate request"))) {
            assertThatThrownBy(() -> VerifyingKey.ofCertificate(KeySource.bytes(wrong.content())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the given bytes: this is " + wrong.is()
                            + ", a certificate is needed; a platform certificate (wechatpay_….pem) comes from GET"
                            + " v3/certificates, not from the console");
        }
    }

    @Test
    void saysWhatItIsWhereAKeyStoreIsNeeded() {
        assertThatThrownBy(() -> Merchant.ofPkcs12("1900000001", KeySource.text(privatePem(RSA)), new char[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text: this is a private key, a PKCS#12 key store is needed; the platform's"
                        + " console calls it apiclient_cert.p12");
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
