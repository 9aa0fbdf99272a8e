package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryNotificationStoreTest extends NotificationStoreSuite {

    private final MemoryNotificationStore store = new MemoryNotificationStore();

    @Override
    NotificationStore one() {
        return store;
    }

    @Override
    NotificationStore other() {
        return store;
    }

    @Test
    void forgetsTheOldestFinishedOnesAndNoneThatIsClaimed() {
        MemoryNotificationStore small = new MemoryNotificationStore(2);
        String held = claimed(small.claim("EV-held", NOW, LEASE));
        for (int i = 0; i < 4; i++) {
            small.done("EV-" + i, claimed(small.claim("EV-" + i, NOW, LEASE)), NOW);
        }

        assertThat(small.claim("EV-2", NOW, LEASE)).isEqualTo(new Claim.Done());
        assertThat(small.claim("EV-3", NOW, LEASE)).isEqualTo(new Claim.Done());
        assertThat(small.claim("EV-1", NOW, LEASE)).isInstanceOf(Claim.Claimed.class);
        assertThat(small.claim("EV-held", NOW, LEASE)).isEqualTo(new Claim.InProgress());
        assertThat(small.done("EV-held", held, NOW)).isTrue();
    }

    @Test
    void remembersTheLast100000() {
        for (int i = 0; i <= 100_000; i++) {
            store.done("EV-" + i, claimed(store.claim("EV-" + i, NOW, LEASE)), NOW);
        }

        assertThat(store.forget(AFTER_LEASE)).isEqualTo(100_000);
    }

    @Test
    void remembersAtLeastOne() {
        assertThatThrownBy(() -> new MemoryNotificationStore(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxFinished is 0; it is at least 1");
    }
}
