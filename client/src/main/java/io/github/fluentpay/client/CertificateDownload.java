package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.PlatformCertificates;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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

    /** Waits for it, as long as for any call. */
    List<VerifyingKey> run() {
        Check check = new Check();
        exchange.await(Call.plain("GET", "v3/certificates", null), check);
        return check.downloaded;
    }

    /** Starts it; half of a call's time, so that a call that waits for it can still go on without, or say why not. */
    CompletableFuture<List<VerifyingKey>> start() {
        Check check = new Check();
        Duration timeout = exchange.settings().callTimeout().dividedBy(2);
        return exchange.start(Call.plain("GET", "v3/certificates", timeout), check)
                .thenApply(reply -> check.downloaded);
    }

    /** Verifies with what the reply brought, or with a key known before. */
    private final class Check implements Exchange.Verification {

        private volatile List<VerifyingKey> downloaded = List.of();

        @Override
        public @Nullable Refusal check(Call call, TransportReply reply, SignatureHeaders headers, Instant receivedAt) {
            JsonObject json = Objects.requireNonNullElse(ReplyReader.json(call, reply), JsonObject.empty());
            downloaded = List.copyOf(PlatformCertificates.open(json, cipher));
            VerifyingKeys trusted = exchange.keys().verifying().and(VerifyingKeys.of(downloaded));
            return new MessageVerifier(() -> trusted)
                    .check(headers, reply.body(), receivedAt)
                    .orElse(null);
        }

        @Override
        public boolean needsKeys() {
            return false;
        }
    }
}
