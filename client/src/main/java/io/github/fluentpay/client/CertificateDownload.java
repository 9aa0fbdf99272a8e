package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.PlatformCertificates;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code GET v3/certificates}, whose reply may be signed with a certificate that only the reply itself brings: it is
 * decrypted first, and then has to verify with what it brought or with a key known before.
 */
final class CertificateDownload {

    private final Exchange exchange;
    private final AeadCipher cipher;

    CertificateDownload(Exchange exchange, AeadCipher cipher) {
        this.exchange = exchange;
        this.cipher = cipher;
    }

    List<VerifyingKey> run() {
        Call call = new Call(
                "GET", "GET v3/certificates", "/v3/certificates", Headers.none(), Body.NONE, Route.USUAL, null);
        List<VerifyingKey> downloaded = new ArrayList<>();
        exchange.await(call, (same, reply, headers, receivedAt) -> {
            JsonObject json = Objects.requireNonNullElse(ReplyReader.json(call, reply), JsonObject.empty());
            downloaded.addAll(PlatformCertificates.open(json, cipher));
            verify(call, reply, headers, receivedAt, downloaded);
        });
        return List.copyOf(downloaded);
    }

    private void verify(
            Call call, TransportReply reply, SignatureHeaders headers, Instant at, List<VerifyingKey> downloaded) {
        List<VerifyingKey> trusted = new ArrayList<>(downloaded);
        exchange.knownKey(headers).ifPresent(trusted::add);
        MessageVerifier verifier = new MessageVerifier(() -> VerifyingKeys.of(trusted));
        Exchange.refuseUnlessEmpty(
                call, verifier.check(headers, reply.body(), at).orElse(null));
    }
}
