package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartNoticeTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch printed = new CountDownLatch(1);
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8) {
        @Override
        public void println(String line) {
            super.println(line);
            printed.countDown();
        }
    };

    @Test
    void aLongStartSaysWhatItDoes() throws InterruptedException {
        StartNotice notice = StartNotice.after(Duration.ofMillis(1), err, "making keys");

        assertThat(printed.await(30, TimeUnit.SECONDS)).isTrue();
        notice.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("making keys" + System.lineSeparator());
    }

    @Test
    void aShortStartIsSilent() {
        StartNotice.after(Duration.ofDays(1), err, "making keys").close();

        assertThat(bytes.size()).isZero();
    }
}
