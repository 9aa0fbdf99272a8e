package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.ValidationException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LocalPay's notifications with a few bytes changed, read as a merchant reads them. */
class MutatedNotificationTest {

    @Test
    void areReadOrRefusedByOneOfTwoExceptions() {
        try (LocalPay localPay = LocalPay.builder().empty().start()) {
            SignedNotification good =
                    localPay.notification("COUPON.USE", "coupon", JsonObject.of("coupon_code", "券", "stock_id", "1"));
            NotificationReader reader = new NotificationReader(
                    localPay::platformKeys, localPay.profile().apiV3Key());
            Instant now = localPay.clock().instant();
            Notification expected = reader.read(NotificationRequest.of(good.headers(), good.body()), now);

            Mutation.check(Mutation.ROUNDS, mutation -> {
                Map<String, String> headers = new LinkedHashMap<>(good.headers());
                byte[] body = good.body();
                // A change of the body is looked into, which takes many times as long as a change of a header.
                if (mutation.below(50) == 0) {
                    body = mutation.bytes(body);
                } else {
                    String name = mutation.of(List.copyOf(headers.keySet()));
                    headers.merge(name, "", (value, unused) -> mutation.text(value));
                }
                try {
                    Notification read = reader.read(NotificationRequest.of(headers, body), now);
                    assertThat(read.resource()).isEqualTo(expected.resource());
                } catch (ValidationException | MalformedMessageException refused) {
                    assertThat(refused).hasMessageStartingWith("The notification");
                }
            });
        }
    }
}
