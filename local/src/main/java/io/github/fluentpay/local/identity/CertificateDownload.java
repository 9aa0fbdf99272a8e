package io.github.fluentpay.local.identity;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@code GET /v3/certificates}; documentation page "download platform certificates" (下载平台证书). */
public final class CertificateDownload {

    /** The path that is served. */
    public static final String PATH = "/v3/certificates";

    private static final List<String> ALGORITHMS = List.of("RSA", "ALL", "SM2");

    private final PlatformKeys keys;
    private final Merchants merchants;
    private final RandomGenerator random;

    /** Hands out the certificates that are listed. */
    public CertificateDownload(PlatformKeys keys, Merchants merchants, RandomGenerator random) {
        this.keys = keys;
        this.merchants = merchants;
        this.random = random;
    }

    /** Its route. */
    public Route route() {
        return Route.get(PATH, this::answer);
    }

    private Reply answer(Call call) {
        String algorithm = call.query().optionalWord("algorithm_type", ALGORITHMS);
        List<X509Certificate> certificates = keys.listed();
        if (certificates.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.RESOURCE_NOT_EXISTS,
                    "This merchant has no platform certificates: it verifies with the WeChat Pay public key");
        }
        if ("SM2".equals(algorithm)) {
            return Reply.ok(JsonObject.of("data", JsonArray.of()));
        }
        AeadCipher cipher =
                new AeadCipher(merchants.find(call.mchid()).orElseThrow().apiV3Key());
        Object[] items = certificates.stream()
                .map(certificate -> item(certificate, cipher))
                .toArray();
        // Its first caller knows no key of the platform yet, and verifies this with what it brings.
        return Reply.ok(JsonObject.of("data", JsonArray.of(items))).bringingCertificate();
    }

    /** A certificate as the platform lists it, without its text. */
    public static JsonObject summary(X509Certificate certificate) {
        return JsonObject.of(
                "serial_no",
                SerialNumber.of(certificate),
                "effective_time",
                BeijingTime.format(certificate.getNotBefore().toInstant()),
                "expire_time",
                BeijingTime.format(certificate.getNotAfter().toInstant()));
    }

    private JsonObject item(X509Certificate certificate, AeadCipher cipher) {
        return summary(certificate)
                .with(
                        "encrypt_certificate",
                        cipher.seal(Pem.of(certificate).getBytes(StandardCharsets.US_ASCII), "certificate", random)
                                .toJson());
    }
}
