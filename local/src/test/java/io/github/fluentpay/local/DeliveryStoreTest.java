package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications are delivered while the database refuses to write down what became of them. */
class DeliveryStoreTest {

    @TempDir
    Path folder;

    /** Counts how often the thread that delivers looks at it: once or more in each of its rounds. */
    private static final class CountingClock extends Clock {

        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("localpay-deliveries")) {
                looks.incrementAndGet();
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("localpay.db");
    }

    @Test
    void sendsANotificationOnceThoughItsAnswerCannotBeWrittenDownAtFirst() throws Exception {
        CountingClock clock = new CountingClock();
        try (LocalPay localPay = LocalPay.builder().clock(clock).database(url()).start();
                Receiver receiver = new Receiver()) {
            execute("CREATE TRIGGER refusing BEFORE UPDATE ON callbacks BEGIN SELECT RAISE(ABORT, 'no'); END");
            localPay.callbacks().send("1900000001", receiver.url("/"), "A", "a", JsonObject.empty());
            await(() -> !receiver.received().isEmpty());

            int looks = clock.looks.get();
            await(() -> clock.looks.get() >= looks + 3);

            assertThat(receiver.received()).hasSize(1);
            assertThat(localPay.callbacks().waiting()).isEqualTo(1);
            assertThat(localPay.callbacks().log()).isEmpty();
            assertThat(localPay.callbacks().awaitQuiet(Duration.ZERO)).isFalse();

            execute("DROP TRIGGER refusing");

            assertThat(localPay.callbacks().awaitQuiet(Duration.ofSeconds(30))).isTrue();
            assertThat(localPay.callbacks().waiting()).isZero();
            assertThat(localPay.callbacks().log()).hasSize(1);
            assertThat(receiver.received()).hasSize(1);
        }
    }
}
