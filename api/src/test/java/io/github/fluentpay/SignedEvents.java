package io.github.fluentpay;

import io.github.fluentpay.events.Events;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.typed.EventView;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Notifications as the platform sends them, sealed and signed, on their way through reader and dispatcher. */
public final class SignedEvents {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_420_800);
    private static final RandomGenerator ZERO = () -> 0L;
    private static final ApiV3Key KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");
    private static final NotificationSigner SIGNER = new NotificationSigner(
            RecordedPlatform.KEY_ID, MerchantKey.of(RecordedPlatform.PLATFORM.getPrivate()), KEY, ZERO);
    private static final VerifyingKeys KEYS =
            VerifyingKeys.of(VerifyingKey.ofPublicKey(RecordedPlatform.KEY_ID, RecordedPlatform.PLATFORM.getPublic()));
    private static final NotificationReader READER = new NotificationReader(() -> KEYS, KEY);

    private SignedEvents() {}

    public static Notification notification(String eventType, String originalType, JsonObject resource) {
        return READER.read(SIGNER.sign(eventType, originalType, resource, NOW), NOW);
    }

    public static EventView event(String eventType, String originalType, JsonObject resource) {
        return Events.of(notification(eventType, originalType, resource));
    }
}
