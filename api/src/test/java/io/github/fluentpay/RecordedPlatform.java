package io.github.fluentpay;

import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Headers;
import io.github.fluentpay.client.HttpTransport;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.StringToSign;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** A platform without sockets: it records what a client would send, and answers signed. Clock and randomness stand still. */
public final class RecordedPlatform implements HttpTransport {

    public static final KeyPair MERCHANT = newKeyPair();
    public static final KeyPair PLATFORM = newKeyPair();
    public static final String KEY_ID = "PUB_KEY_ID_0110000000000000000000000000000000";

    private static final Instant NOW = Instant.ofEpochSecond(1_795_420_800);
    private static final MerchantKey PLATFORM_KEY = MerchantKey.of(PLATFORM.getPrivate());
    private static final RandomGenerator ZERO = () -> 0L;

    private final List<TransportRequest> received = new ArrayList<>();
    private String contentType = "application/json";
    private boolean signs = true;
    private int status = 200;
    private byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);

    /** A client of it, with real keys. */
    public ClientBuilder<FluentPay> client() {
        return FluentPay.builder()
                .merchant(new Merchant(
                        "1900000001",
                        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                        MerchantKey.of(MERCHANT.getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, PLATFORM.getPublic())))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .random(ZERO)
                .transport(this);
    }

    public void answer(int status, String body) {
        this.status = status;
        this.answer = body.getBytes(StandardCharsets.UTF_8);
    }

    public void contentType(String type) {
        this.contentType = type;
    }

    /** From here on replies have no signature, as those of file servers. */
    public void unsigned() {
        signs = false;
    }

    public List<TransportRequest> received() {
        return received;
    }

    public TransportRequest last() {
        return received.get(received.size() - 1);
    }

    public String lastBody() {
        return new String(last().body(), StandardCharsets.UTF_8);
    }

    @Override
    public CompletableFuture<TransportReply> send(TransportRequest request) {
        received.add(request);
        String timestamp = Long.toString(NOW.getEpochSecond());
        byte[] signature = PLATFORM_KEY.sign(StringToSign.ofReply(timestamp, "nonce", answer));
        Headers.Builder unsigned =
                Headers.builder().set("Content-Type", contentType).set("Request-ID", "08F1-0");
        if (!signs) {
            return CompletableFuture.completedFuture(new TransportReply(status, unsigned.build(), answer));
        }
        Headers headers = unsigned.set("Wechatpay-Timestamp", timestamp)
                .set("Wechatpay-Nonce", "nonce")
                .set("Wechatpay-Serial", KEY_ID)
                .set("Wechatpay-Signature", Base64.getEncoder().encodeToString(signature))
                .build();
        return CompletableFuture.completedFuture(new TransportReply(status, headers, answer));
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
