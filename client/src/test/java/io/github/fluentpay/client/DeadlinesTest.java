package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.Deadlines.Expiring;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final long PATIENCE = Duration.ofSeconds(30).toSeconds();

    /** Something without an end of its own, which counts what is done to it, and may fail at that. */
    private static final class Watched implements Expiring {
        private final Runnable failure;
        private final CountDownLatch looks;
        private final CountDownLatch abandoned = new CountDownLatch(1);

        Watched(int looks, Runnable failure) {
            this.looks = new CountDownLatch(looks);
            this.failure = failure;
        }

        @Override
        public boolean endIfOver(long now) {
            looks.countDown();
            failure.run();
            return false;
        }

        @Override
        public void abandoned() {
            abandoned.countDown();
            failure.run();
        }
    }

    /** If the thread died with one of them, no other call of the client would end by its timeout. */
    @Test
    void oneThatFailsHarmsNoOther() throws InterruptedException {
        Watched broken = new Watched(1, () -> {
            throw new LinkageError("test");
        });
        Watched wrong = new Watched(1, () -> {
            throw new IllegalStateException("test");
        });
        Watched good = new Watched(20, () -> {});
        try (Deadlines deadlines = new Deadlines()) {
            deadlines.add(broken);
            deadlines.add(wrong);
            assertThat(broken.abandoned.await(PATIENCE, TimeUnit.SECONDS))
                    .as("its caller is told")
                    .isTrue();
            assertThat(wrong.abandoned.await(PATIENCE, TimeUnit.SECONDS))
                    .as("its caller is told")
                    .isTrue();

            deadlines.add(good);

            assertThat(good.looks.await(PATIENCE, TimeUnit.SECONDS))
                    .as("it is watched")
                    .isTrue();
        }
        assertThat(good.abandoned.await(PATIENCE, TimeUnit.SECONDS))
                .as("at the end")
                .isTrue();
    }

    @Test
    void oneThatFoundNoMemoryIsLookedAtAgain() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        try (Deadlines deadlines = new Deadlines()) {
            deadlines.add(new Expiring() {
                @Override
                public boolean endIfOver(long now) {
                    if (looks.incrementAndGet() < 3) {
                        throw new OutOfMemoryError("test");
                    }
                    ended.countDown();
                    return true;
                }

                @Override
                public void abandoned() {}
            });

            assertThat(ended.await(PATIENCE, TimeUnit.SECONDS)).as("it ended").isTrue();
        }
        assertThat(looks).as("it is watched no longer").hasValue(3);
    }
}
