package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Notifications;
import io.github.fluentpay.events.RefundSuccess;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.notifications.MemoryNotificationStore;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.typed.EventView;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a unit test of your own receiver may look: you are the platform, with a key made for the test. No network. */
public final class TestYourReceiver {

    private TestYourReceiver() {}

    /** The class under test: yours, with what your framework adds left out. */
    static final class Refunds {

        private final Notifications<EventView> notifications;
        final List<String> booked = new ArrayList<>();

        Refunds(FluentPay pay) {
            this.notifications = pay.notifications().once(new MemoryNotificationStore());
        }

        NotificationAnswer receive(NotificationRequest request) {
            return notifications.handle(request, event -> {
                if (event instanceof RefundSuccess refund) {
                    booked.add(String.valueOf(refund.outRefundNo()));
                }
            });
        }
    }

    public static void main(String[] args) throws Exception {
        KeyPair platformKeys = newKeyPair();
        ApiV3Key apiV3Key = ApiV3Key.of("0123456789abcdef0123456789abcdef");
        String keyId = "PUB_KEY_ID_0000000000000000000000000000000001";
        NotificationSigner platform =
                new NotificationSigner(keyId, MerchantKey.of(platformKeys.getPrivate()), apiV3Key, new SecureRandom());

        try (FluentPay pay = FluentPay.builder()
                .merchant(new Merchant(
                        "1900000001",
                        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                        MerchantKey.of(newKeyPair().getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(keyId, platformKeys.getPublic())))
                .apiV3Key(apiV3Key)
                .build()) {
            Refunds refunds = new Refunds(pay);
            JsonObject refund = JsonObject.of("out_refund_no", "R-1001", "refund_status", "SUCCESS");
            SignedNotification sent = platform.sign("REFUND.SUCCESS", "refund", refund, Instant.now());

            show("books it", refunds.receive(sent));
            show("books it once", refunds.receive(platform.sign(sent.body(), Instant.now())));
            show(
                    "refuses an old one",
                    refunds.receive(platform.sign(sent.body(), Instant.now().minusSeconds(600))));
            show("refuses a forged one", refunds.receive(sent.withHeader("Wechatpay-Nonce", "another")));
            System.out.println("Booked: " + refunds.booked);
        }
    }

    private static void show(String expectation, NotificationAnswer answer) {
        System.out.println(expectation + ": " + answer.status() + " " + answer.json());
    }

    private static KeyPair newKeyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
