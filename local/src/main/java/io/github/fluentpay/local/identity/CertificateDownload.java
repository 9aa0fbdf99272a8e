package io.github.fluentpay.local.identity;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.protocol.AeadCipher;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@code GET /v3/certificates}; documentation page "download platform certificates" (下载平台证书). */
public final class CertificateDownload {

    private static final List<String> ALGORITHMS = List.of("RSA", "ALL", "SM2");

    private final PlatformIdentity platform;
    private final Merchants merchants;
    private final RandomGenerator random;

    /** Hands out the platform's certificate. */
    public CertificateDownload(PlatformIdentity platform, Merchants merchants, RandomGenerator random) {
        this.platform = platform;
        this.merchants = merchants;
        this.random = random;
    }

    /** Its route. */
    public Route route() {
        return Route.get("/v3/certificates", this::answer);
    }

    private Reply answer(Call call) {
        String algorithm = call.query().optionalWord("algorithm_type", ALGORITHMS);
        if ("SM2".equals(algorithm)) {
            return Reply.ok(JsonObject.of("data", JsonArray.of()));
        }
        X509Certificate certificate = platform.certificate();
        AeadCipher cipher =
                new AeadCipher(merchants.find(call.mchid()).orElseThrow().apiV3Key());
        JsonObject sealed = cipher.seal(Pem.of(certificate).getBytes(StandardCharsets.US_ASCII), "certificate", random)
                .toJson();
        JsonObject item = JsonObject.of(
                "serial_no",
                platform.certificateSerial(),
                "effective_time",
                BeijingTime.format(certificate.getNotBefore().toInstant()),
                "expire_time",
                BeijingTime.format(certificate.getNotAfter().toInstant()),
                "encrypt_certificate",
                sealed);
        // Its first caller knows no key of the platform yet, and verifies this with what it brings.
        return Reply.ok(JsonObject.of("data", JsonArray.of(item))).bringingCertificate();
    }
}
