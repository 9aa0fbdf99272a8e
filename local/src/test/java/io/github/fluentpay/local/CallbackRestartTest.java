package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Notification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications that nobody has taken when LocalPay ends. */
class CallbackRestartTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");

    @TempDir
    Path folder;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @Test
    void areSentAtTheNextStartOfAFile() {
        areSentAtTheNextStart(LocalPay.builder().data(folder.resolve("data")));
    }

    @Test
    void areSentAtTheNextStartOnPostgresql() throws IOException {
        try (TestPostgres postgres = TestPostgres.in(folder)) {
            areSentAtTheNextStart(
                    LocalPay.builder().data(folder.resolve("data")).database(postgres.url()));
        }
    }

    private void areSentAtTheNextStart(LocalPay.Builder builder) {
        builder.clock(new SettableClock(START));
        CountDownLatch gate = new CountDownLatch(1);
        String taken;
        String refused;
        String unanswered;
        try (LocalPay before = builder.start()) {
            receiver.answering(200, 500);
            taken = send(before, "/taken");
            settle(before);
            refused = send(before, "/refused");
            settle(before);
            receiver.holdBack(gate);
            unanswered = send(before, "/unanswered");
            Patience.await("the third notification", () -> receiver.received().size() == 3);
        }
        gate.countDown();
        receiver.received().clear();

        try (LocalPay after = builder.start()) {
            settle(after);
            assertThat(read(after)).containsExactly(unanswered);
            assertThat(after.callbacks().waiting()).isEqualTo(1);

            after.clock().jump(Duration.ofSeconds(15));
            settle(after);

            assertThat(read(after)).containsExactly(unanswered, refused);
            assertThat(after.callbacks().log().get(1).attempt()).isEqualTo(2);
            assertThat(after.callbacks().waiting()).isZero();

            after.callbacks().redeliver(taken);
            settle(after);
            assertThat(read(after)).containsExactly(unanswered, refused, taken);
        }
    }

    private String send(LocalPay localPay, String path) {
        return localPay.callbacks()
                .send("1900000001", receiver.url(path), "REFUND.SUCCESS", "refund", JsonObject.of("a", 1));
    }

    private List<String> read(LocalPay localPay) {
        return receiver.received().stream()
                .map(one -> one.read(localPay.profile(), localPay.clock()))
                .map(Notification::id)
                .toList();
    }

    private static void settle(LocalPay localPay) {
        assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
    }
}
