package io.github.fluentpay.local.callback;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.identity.KnownMerchant;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.local.identity.SigningKey;
import io.github.fluentpay.local.signature.ReplySigner;
import io.github.fluentpay.local.signature.SignatureFaults;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.SignedNotification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a notification ready to be sent: sealed for its merchant and signed, both anew at each delivery. */
public final class Sealing {

    /** Headers and body of one delivery. */
    static final class Sealed {

        private final Map<String, String> headers;
        private final byte[] body;

        private Sealed(Map<String, String> headers, byte[] body) {
            this.headers = headers;
            this.body = body;
        }

        Map<String, String> headers() {
            return headers;
        }

        /** Not a copy. */
        byte[] body() {
            return body;
        }
    }

    private final Merchants merchants;
    private final PlatformKeys keys;
    private final ReplySigner signer;
    private final RandomGenerator random;

    /** Seals for these merchants and signs with the keys that the platform has at the moment. */
    public Sealing(Merchants merchants, PlatformKeys keys, ReplySigner signer, RandomGenerator random) {
        this.merchants = merchants;
        this.keys = keys;
        this.signer = signer;
        this.random = random;
    }

    /**
     * One delivery.
     *
     * @throws IllegalArgumentException if there is no such merchant
     */
    Sealed seal(Waiting waiting, Instant now, @Nullable Fault fault) {
        Callback callback = waiting.callback();
        KnownMerchant merchant = merchants
                .find(callback.mchid())
                .orElseThrow(() -> new IllegalArgumentException("there is no merchant " + callback.mchid()));
        SigningKey key = keys.signing(null, false);
        SignedNotification signed = new NotificationSigner(
                        key.serial(), SignatureFaults.signer(key, keys, fault).signer(), merchant.apiV3Key(), random)
                .sign(
                        envelope(waiting),
                        callback.originalType(),
                        callback.resource(),
                        SignatureFaults.timestamp(now, fault));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ReplySigner.REQUEST_ID, signer.requestId(0));
        headers.putAll(signed.headers());
        return new Sealed(SignatureFaults.apply(headers, keys, key, fault), signed.body());
    }

    private static JsonObject envelope(Waiting waiting) {
        return JsonObject.of(
                "id",
                waiting.id(),
                "create_time",
                BeijingTime.format(waiting.created()),
                "resource_type",
                "encrypt-resource",
                "event_type",
                waiting.callback().eventType(),
                "summary",
                waiting.callback().summary());
    }
}
