package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fluentpay.Seeded;
import io.github.fluentpay.TestKeys;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CryptoProviderTest {

    static List<CryptoProvider> providers() {
        List<CryptoProvider> providers = new ArrayList<>(List.of(CryptoProvider.jdk()));
        CryptoProvider.corretto().ifPresent(providers::add);
        return providers;
    }

    @Test
    void namesItself() {
        assertThat(CryptoProvider.jdk().name()).matches("SunRsaSign [0-9.]+");
        assertThat(CryptoProvider.jdk()).hasToString(CryptoProvider.jdk().name());
        assertThat(corretto().name()).matches("AmazonCorrettoCryptoProvider [0-9.]+.*");
    }

    @Test
    void prefersCorrettoWhereItCanBeUsed() {
        assertThat(CryptoProvider.preferred())
                .isSameAs(CryptoProvider.corretto().orElse(CryptoProvider.jdk()));
    }

    @Test
    void neverInstallsAProviderForTheWholeJvm() {
        assertThat(corretto()).isNotNull();
        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
    }

    @Test
    void eachVerifiesWhatTheOtherSigned() {
        CryptoProvider corretto = corretto();
        byte[] message = utf8("券");

        for (CryptoProvider signing : List.of(CryptoProvider.jdk(), corretto)) {
            for (CryptoProvider verifying : List.of(CryptoProvider.jdk(), corretto)) {
                byte[] signature = MerchantKey.of(RSA.getPrivate(), signing).sign(message);
                VerifyingKey key = VerifyingKey.ofCertificate(CERTIFICATE, verifying);

                assertThat(key.verify(message, signature)).isTrue();
                assertThat(key.verify(message, TestKeys.flip(signature, 1000))).isFalse();
            }
        }
    }

    @Test
    void allMakeTheSameSignature() {
        MerchantKey jdk = MerchantKey.of(RSA.getPrivate(), CryptoProvider.jdk());
        MerchantKey corretto = MerchantKey.of(RSA.getPrivate(), corretto());

        Seeded.check(20, random -> {
            byte[] message = new byte[random.nextInt(2_000)];
            random.nextBytes(message);

            assertThat(corretto.sign(message)).isEqualTo(jdk.sign(message)).hasSize(256);
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void readsPkcs1KeysAlike(CryptoProvider provider) {
        MerchantKey key = MerchantKey.read(KeySource.bytes(TestKeys.pkcs1Private(RSA)));

        assertThat(key.sign(utf8("x")))
                .isEqualTo(MerchantKey.of(RSA.getPrivate(), provider).sign(utf8("x")));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesSignaturesOfAnyOtherLength(CryptoProvider provider) {
        VerifyingKey key = VerifyingKey.ofCertificate(CERTIFICATE, provider);

        for (int length : new int[] {0, 1, 255, 257, 4096}) {
            assertThat(key.verify(utf8("x"), new byte[length])).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void opensSensitiveFieldsWithItsOwnKeys(CryptoProvider provider) {
        VerifyingKey key = VerifyingKey.ofCertificate(CERTIFICATE, provider);
        MerchantKey merchant = MerchantKey.of(RSA.getPrivate(), provider);

        assertThat(new PrivacyDecryptor(merchant).open(new PrivacyEncryptor(key).seal("张三")))
                .isEqualTo("张三");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesKeysOfAnotherAlgorithm(CryptoProvider provider) {
        assertThatThrownBy(() -> provider.adopt(TestKeys.generate("EC", 256).getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The private key is not an RSA key that " + provider.name() + " can use");
        assertThatThrownBy(() -> provider.adopt(TestKeys.generate("EC", 256).getPublic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The public key is not an RSA key that " + provider.name() + " can use");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void signsOnManyThreadsAtOnce(CryptoProvider provider) throws Exception {
        MerchantKey signer = MerchantKey.of(RSA.getPrivate(), provider);
        VerifyingKey verifier = VerifyingKey.ofCertificate(CERTIFICATE, CryptoProvider.jdk());
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String name = "thread " + t;
                tasks.add(() -> {
                    int correct = 0;
                    for (int i = 0; i < 200; i++) {
                        byte[] message = utf8(name + ", message " + i);
                        correct += verifier.verify(message, signer.sign(message)) ? 1 : 0;
                    }
                    return correct;
                });
            }

            List<Future<Integer>> counts = pool.invokeAll(tasks, 10, TimeUnit.MINUTES);

            for (Future<Integer> count : counts) {
                assertThat(count.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static CryptoProvider corretto() {
        assumeTrue(CryptoProvider.corretto().isPresent(), "Corretto's provider does not work on this platform");
        return CryptoProvider.corretto().orElseThrow();
    }
}
