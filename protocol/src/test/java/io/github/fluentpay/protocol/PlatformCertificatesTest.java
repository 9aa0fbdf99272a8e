package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.SERIAL;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.TestKeys;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlatformCertificatesTest {

    private static final AeadCipher CIPHER = new AeadCipher(ApiV3Key.of("0123456789abcdef0123456789abcdef"));
    private static final X509Certificate NEXT =
            TestKeys.certificate(OTHER_RSA, new BigInteger("A1B", 16), Instant.parse("2031-01-01T00:00:00Z"));

    @Test
    void opensEachCertificateInOrder() {
        JsonObject reply = reply(entry(SERIAL, certificatePem(CERTIFICATE)), entry("A1B", certificatePem(NEXT)));

        List<VerifyingKey> keys = PlatformCertificates.open(reply, CIPHER);

        assertThat(keys).extracting(VerifyingKey::serial).containsExactly(SERIAL, "A1B");
        assertThat(keys.get(1).certificate()).contains(NEXT);
        assertThat(VerifyingKeys.of(keys).sealing()).contains(keys.get(1));
    }

    record Refused(JsonObject reply, String message, RetrySafety retrySafety) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refused> refused() {
        JsonObject good = entry(SERIAL, certificatePem(CERTIFICATE));
        JsonObject sealed = good.object("encrypt_certificate");
        String list = "The list of platform certificates ";
        return Stream.of(
                safe(JsonObject.empty(), list + "has no certificate"),
                safe(JsonObject.of("data", "x"), list + "has no certificate"),
                safe(reply(), list + "has no certificate"),
                safe(JsonObject.of("data", JsonArray.of("x")), list + "has an entry without encrypt_certificate"),
                safe(
                        reply(good, good.without("encrypt_certificate")),
                        list + "has an entry without encrypt_certificate"),
                safe(reply(good.with("encrypt_certificate", "x")), list + "has an entry without encrypt_certificate"),
                safe(reply(entry(SERIAL, "not a certificate")), list + "has an entry that is not a certificate"),
                safe(
                        reply(entry(SERIAL, TestKeys.publicPem(OTHER_RSA))),
                        list + "has an entry that is not a certificate"),
                safe(
                        reply(entry("A1B", certificatePem(CERTIFICATE))),
                        list + "lists the certificate " + SERIAL + " under another serial number"),
                safe(
                        reply(good.without("serial_no")),
                        list + "lists the certificate " + SERIAL + " under another serial number"),
                safe(
                        reply(good.with("serial_no", 7)),
                        list + "lists the certificate " + SERIAL + " under another serial number"),
                new Refused(
                        reply(good.with("encrypt_certificate", sealed.without("nonce"))),
                        "The encrypted resource has no nonce; pass it on unchanged",
                        RetrySafety.UNSAFE),
                new Refused(
                        reply(good.with("encrypt_certificate", sealed.with("ciphertext", "AAAA"))),
                        "The encrypted resource is not a ciphertext with a nonce and a 16-byte tag",
                        RetrySafety.UNSAFE),
                new Refused(
                        reply(good.with("encrypt_certificate", sealed.with("associated_data", "changed"))),
                        "The encrypted resource does not open with this APIv3 key: it is not the key set in the"
                                + " console under API security (API安全) when this was sealed, or the ciphertext was"
                                + " changed",
                        RetrySafety.UNSAFE));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAReplyThatIsNotAListOfCertificates(Refused refused) {
        assertThatThrownBy(() -> PlatformCertificates.open(refused.reply(), CIPHER))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(refused.message())
                .extracting(e -> ((MalformedMessageException) e).retrySafety())
                .isEqualTo(refused.retrySafety());
    }

    private static Refused safe(JsonObject reply, String message) {
        return new Refused(reply, message, RetrySafety.SAFE);
    }

    private static JsonObject reply(JsonObject... entries) {
        return JsonObject.of("data", JsonArray.of((Object[]) entries));
    }

    private static JsonObject entry(String serial, String content) {
        return JsonObject.of(
                "serial_no",
                serial,
                "effective_time",
                "2025-01-01T08:00:00+08:00",
                "expire_time",
                "2030-01-01T08:00:00+08:00",
                "encrypt_certificate",
                CIPHER.seal(utf8(content), "certificate", new Random(7)).toJson());
    }
}
