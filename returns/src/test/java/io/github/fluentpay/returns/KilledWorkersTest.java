package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Worker processes on one ledger; one is killed in the middle of its work, and another is added. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KilledWorkersTest extends DeskTestBase {

    private static final int COUPONS = 160;

    KilledWorkersTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void everyCouponComesBackOnce() throws IOException {
        Path data = folder.resolve("localpay");
        Path profile = data.resolve("profile.properties");
        try (LocalPay platform = LocalPay.builder().data(data).start()) {
            ReturnLedger ledger = ReturnLedger.open(dataSource());
            List<CouponReturn> coupons = campaign(platform, platform.merchant().mchid(), COUPONS);
            ledger.submitAll(coupons.subList(0, COUPONS / 2));
            try (WorkerProcess victim = WorkerProcess.on(url(), profile);
                    WorkerProcess second = WorkerProcess.on(url(), profile);
                    WorkerProcess third = WorkerProcess.on(url(), profile)) {
                victim.atWork();
                second.atWork();
                third.atWork();
                ledger.submitAll(coupons.subList(COUPONS / 2, COUPONS));
                await("some are returned", () -> ledger.counts().get(ReturnState.RETURNED) >= 20);
                victim.kill();
                long whenKilled = ledger.counts().get(ReturnState.RETURNED);
                try (WorkerProcess added = WorkerProcess.on(url(), profile).atWork()) {
                    awaitReturned(ledger, COUPONS);
                    assertThat(added.isAlive()).isTrue();
                }
                assertThat(whenKilled).isLessThan(COUPONS);
            }
            assertThat(platform.journal().of(RETURN).effects()).isEqualTo(COUPONS);
            Map<String, Integer> byWorker = new HashMap<>();
            for (ReturnEntry entry : ledger.list(null, 0, COUPONS)) {
                List<HistoryEntry> history = ledger.history(entry);
                byWorker.merge(history.get(history.size() - 1).worker(), 1, Integer::sum);
            }
            assertThat(byWorker).as("who has returned how many").hasSizeGreaterThan(1);
        }
    }
}
