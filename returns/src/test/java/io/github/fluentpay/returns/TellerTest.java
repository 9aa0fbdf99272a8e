package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TellerTest {

    private final List<Long> told = Collections.synchronizedList(new ArrayList<>());

    private static ReturnEntry entry(long id) {
        Instant now = Instant.EPOCH;
        CouponReturn task = CouponReturn.of("1234567891", "code-" + id, "return-" + id);
        return new ReturnEntry(id, task, ReturnState.RETURNED, 1, now, now, now, null, null, null, null);
    }

    /** A listener that is slow is told once, however often the ledger says that a row is untold. */
    @Test
    void doesNotTellTwiceWhatIsInItsHands() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(2);
        Teller teller = new Teller(
                entry -> {
                    awaitQuietly(slow);
                    told.add(entry.id());
                },
                taken::countDown);
        for (int i = 0; i < 5; i++) {
            teller.tell(entry(1));
            teller.tell(entry(2));
        }
        assertThat(teller.isIdle()).isFalse();
        slow.countDown();
        taken.await();
        List<ReturnEntry> known = teller.taken();
        assertThat(known).hasSize(2);
        teller.tell(entry(1));
        assertThat(teller.isIdle()).as("taken, and the ledger does not know").isFalse();
        teller.forget(known);

        assertThat(teller.isIdle()).isTrue();
        assertThat(told).containsExactly(1L, 2L);
        teller.close();
    }

    @Test
    void tellsAgainWhatWasNotTaken() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        Teller teller = new Teller(
                entry -> {
                    told.add(entry.id());
                    if (told.size() == 1) {
                        throw new IllegalStateException("not now");
                    }
                },
                twice::countDown);
        teller.tell(entry(1));
        while (!teller.isIdle()) {
            Thread.onSpinWait();
        }
        assertThat(teller.taken()).isEmpty();
        teller.tell(entry(1));
        twice.await();

        assertThat(teller.taken()).extracting(ReturnEntry::id).containsExactly(1L);
        assertThat(told).containsExactly(1L, 1L);
        teller.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
