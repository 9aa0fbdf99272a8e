package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.der;
import static io.github.fluentpay.TestKeys.pem;
import static io.github.fluentpay.TestKeys.pkcs12;
import static io.github.fluentpay.TestKeys.pkcs1Private;
import static io.github.fluentpay.TestKeys.pkcs1Public;
import static io.github.fluentpay.TestKeys.privatePem;
import static io.github.fluentpay.TestKeys.publicPem;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFormsTest {

    private static final String ID = Vectors.PUBLIC_KEY_ID;

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Form(String name, byte[] content) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> privateKeys() {
        byte[] pkcs8 = RSA.getPrivate().getEncoded();
        byte[] pkcs1 = pkcs1Private(RSA);
        return forms(
                "PKCS#8 PEM",
                privatePem(RSA),
                "PKCS#1 PEM",
                pem("RSA PRIVATE KEY", pkcs1),
                "PKCS#8 DER",
                pkcs8,
                "PKCS#1 DER",
                pkcs1,
                "PKCS#8 Base64 on one line",
                Base64.getEncoder().encodeToString(pkcs8),
                "PKCS#1 Base64 on many lines",
                Base64.getMimeEncoder().encodeToString(pkcs1) + "\r\n",
                "CRLF line ends",
                privatePem(RSA).replace("\n", "\r\n"),
                "no line ends",
                privatePem(RSA).replace("\n", " "),
                "text before and after",
                "Bag Attributes - 私钥\n" + privatePem(RSA) + "-- end --",
                "byte order mark",
                "\uFEFF" + privatePem(RSA),
                "certificate first",
                certificatePem(CERTIFICATE) + privatePem(RSA),
                "key first",
                privatePem(RSA) + certificatePem(CERTIFICATE),
                "PKCS#1 under the label of PKCS#8",
                pem("PRIVATE KEY", pkcs1),
                "PKCS#8 under the label of PKCS#1",
                pem("RSA PRIVATE KEY", pkcs8));
    }

    static Stream<Form> publicKeys() {
        byte[] spki = RSA.getPublic().getEncoded();
        byte[] pkcs1 = pkcs1Public(RSA);
        return forms(
                "SPKI PEM", publicPem(RSA),
                "PKCS#1 PEM", pem("RSA PUBLIC KEY", pkcs1),
                "SPKI DER", spki,
                "PKCS#1 DER", pkcs1,
                "SPKI Base64", Base64.getEncoder().encodeToString(spki),
                "PKCS#1 Base64", Base64.getMimeEncoder().encodeToString(pkcs1),
                "CRLF line ends", publicPem(RSA).replace("\n", "\r\n"),
                "after a private key", privatePem(OTHER_RSA) + publicPem(RSA),
                "PKCS#1 under the label of SPKI", pem("PUBLIC KEY", pkcs1));
    }

    static Stream<Form> certificates() {
        byte[] der = der(CERTIFICATE);
        return forms(
                "PEM", certificatePem(CERTIFICATE),
                "DER", der,
                "Base64", Base64.getEncoder().encodeToString(der),
                "old label", pem("X509 CERTIFICATE", der),
                "CRLF line ends", certificatePem(CERTIFICATE).replace("\n", "\r\n"),
                "text before", "subject=CN=Tenpay.com sign\n" + certificatePem(CERTIFICATE),
                "after the key", privatePem(RSA) + certificatePem(CERTIFICATE));
    }

    @ParameterizedTest
    @MethodSource("privateKeys")
    void readsPrivateKeysFromEverySource(Form form) throws Exception {
        for (KeySource source : sources(form)) {
            MerchantKey key = MerchantKey.read(source);

            assertThat(key.matches(RSA.getPublic())).as(source.toString()).isTrue();
            assertThat(key.matches(OTHER_RSA.getPublic())).as(source.toString()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("publicKeys")
    void readsPublicKeysFromEverySource(Form form) throws Exception {
        byte[] signature = MerchantKey.of(RSA.getPrivate()).sign(utf8("券"));

        for (KeySource source : sources(form)) {
            VerifyingKey key = VerifyingKey.ofPublicKey(ID, source);

            assertThat(key.verify(utf8("券"), signature)).as(source.toString()).isTrue();
            assertThat(key.serial()).isEqualTo(ID);
            assertThat(key.isCertificate()).isFalse();
            assertThat(key.certificate()).isEmpty();
            assertThat(key.expires()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void readsCertificatesFromEverySource(Form form) throws Exception {
        for (KeySource source : sources(form)) {
            VerifyingKey key = VerifyingKey.ofCertificate(source);

            assertThat(key.serial()).as(source.toString()).isEqualTo(TestKeys.SERIAL);
            assertThat(key.isCertificate()).isTrue();
            assertThat(key.certificate()).contains(CERTIFICATE);
            assertThat(key.expires()).contains(Instant.parse("2030-01-01T00:00:00Z"));
        }
    }

    @Test
    void readsAPkcs12StoreFromEverySource() throws Exception {
        Form form = new Form("p12", pkcs12(RSA, CERTIFICATE, "1900000001"));

        for (KeySource source : binarySources(form)) {
            Merchant merchant = Merchant.ofPkcs12("1900000001", source, "1900000001".toCharArray());

            assertThat(merchant.serialNumber()).as(source.toString()).isEqualTo(TestKeys.SERIAL);
            assertThat(((MerchantKey) merchant.signer()).matches(RSA.getPublic()))
                    .isTrue();
        }
    }

    @Test
    void readsAPkcs12StoreInBer() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
        store.load(null, null);
        store.setKeyEntry("key", RSA.getPrivate(), null, new Certificate[] {CERTIFICATE});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "1900000001".toCharArray());
        byte[] ber = out.toByteArray();
        assertThat(ber).startsWith(0x30, 0x80);

        Merchant merchant = Merchant.ofPkcs12("1900000001", KeySource.bytes(ber), "1900000001".toCharArray());

        assertThat(merchant.serialNumber()).isEqualTo(TestKeys.SERIAL);
    }

    @Test
    void looksAResourceUpByTheContextClassLoaderFirst() throws Exception {
        Files.writeString(folder.resolve("apiclient_key.pem"), privatePem(RSA));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            thread.setContextClassLoader(loader);
            assertThat(MerchantKey.read(KeySource.resource("apiclient_key.pem")).matches(RSA.getPublic()))
                    .isTrue();
            thread.setContextClassLoader(null);
            assertThat(KeySource.resource("io/github/fluentpay/protocol/signatures.properties")
                            .read())
                    .isNotEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void readsAFileWhenTheKeyIsMade() throws Exception {
        KeySource source = KeySource.path(folder.resolve("later.pem"));
        Files.writeString(folder.resolve("later.pem"), privatePem(RSA));

        assertThat(MerchantKey.read(source).matches(RSA.getPublic())).isTrue();
    }

    @Test
    void readsAStreamToItsEndAtOnceAndLeavesItOpen() {
        boolean[] closed = {false};
        InputStream stream = new ByteArrayInputStream(utf8(privatePem(RSA))) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        KeySource source = KeySource.stream(stream);

        assertThat(stream).isEmpty();
        assertThat(closed[0]).isFalse();
        assertThat(MerchantKey.read(source).matches(RSA.getPublic())).isTrue();
        assertThat(MerchantKey.read(source).matches(RSA.getPublic())).isTrue();
    }

    @Test
    void saysThatAStreamBroke() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public byte[] readNBytes(int length) throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> KeySource.stream(broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The key stream cannot be read: connection reset");
    }

    @Test
    void copiesBytes() {
        byte[] bytes = RSA.getPrivate().getEncoded();
        KeySource source = KeySource.bytes(bytes);

        bytes[0] = 0;

        assertThat(MerchantKey.read(source).matches(RSA.getPublic())).isTrue();
    }

    @Test
    void namesThePlaceAndNeverTheContent() {
        assertThat(KeySource.path(Path.of("keys/key.pem"))).hasToString("KeySource[" + Path.of("keys/key.pem") + "]");
        assertThat(KeySource.resource("key.pem")).hasToString("KeySource[class-path resource key.pem]");
        assertThat(KeySource.text("secret")).hasToString("KeySource[the given text]");
        assertThat(KeySource.bytes(utf8("secret"))).hasToString("KeySource[the given bytes]");
        assertThat(KeySource.stream(new ByteArrayInputStream(utf8("secret"))))
                .hasToString("KeySource[the given stream]");
    }

    @Test
    void neverShowsKeyMaterial() {
        MerchantKey key = MerchantKey.of(RSA.getPrivate());
        Merchant merchant = new Merchant("1900000001", TestKeys.SERIAL, key);
        MerchantKey.Pkcs12 store = MerchantKey.Pkcs12.read(
                KeySource.bytes(pkcs12(RSA, CERTIFICATE, "1900000001")), "1900000001".toCharArray());

        assertThat(key).hasToString("MerchantKey[RSA 2048]");
        assertThat(merchant)
                .hasToString("Merchant[mchid=1900000001, serialNumber=" + TestKeys.SERIAL
                        + ", signer=MerchantKey[RSA 2048]]");
        assertThat(VerifyingKey.ofPublicKey(ID, RSA.getPublic())).hasToString("VerifyingKey[" + ID + "]");
        assertThat(VerifyingKeys.of(VerifyingKey.ofCertificate(CERTIFICATE)))
                .hasToString("VerifyingKeys[" + TestKeys.SERIAL + "]");
        BigInteger modulus = ((RSAKey) RSA.getPrivate()).getModulus();
        BigInteger exponent = ((RSAPrivateKey) RSA.getPrivate()).getPrivateExponent();
        String encoded = Base64.getEncoder().encodeToString(RSA.getPrivate().getEncoded());
        for (Object shown :
                List.of(key, merchant, store.key(), new PrivacyDecryptor(key), new RequestSigner(merchant))) {
            assertThat(shown.toString())
                    .doesNotContain(
                            encoded.substring(40, 60), modulus.toString().substring(0, 12))
                    .doesNotContainIgnoringCase(modulus.toString(16).substring(0, 12))
                    .doesNotContain(exponent.toString().substring(0, 12))
                    .doesNotContainIgnoringCase(exponent.toString(16).substring(0, 12));
        }
    }

    private List<KeySource> sources(Form form) throws IOException {
        String text = new String(form.content(), StandardCharsets.UTF_8);
        return Stream.concat(
                        binarySources(form).stream(),
                        Arrays.equals(utf8(text), form.content()) ? Stream.of(KeySource.text(text)) : Stream.empty())
                .toList();
    }

    private List<KeySource> binarySources(Form form) throws IOException {
        Path file = Files.write(folder.resolve("key"), form.content());
        return List.of(
                KeySource.path(file),
                KeySource.bytes(form.content()),
                KeySource.stream(new ByteArrayInputStream(form.content())));
    }

    private static Stream<Form> forms(Object... namesAndContents) {
        Stream.Builder<Form> forms = Stream.builder();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Object content = namesAndContents[i + 1];
            forms.add(new Form(
                    (String) namesAndContents[i],
                    content instanceof String text ? utf8(text) : ((byte[]) content).clone()));
        }
        return forms.build();
    }
}
