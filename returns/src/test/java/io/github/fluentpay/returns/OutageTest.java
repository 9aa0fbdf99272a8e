package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that are really stopped, and started again. */
class OutageTest extends DeskTestBase {

    OutageTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void goesOnWhenPostgresqlWasStopped() throws IOException {
        AtomicInteger failures = new AtomicInteger();
        ReturnMonitor monitor = new ReturnMonitor() {
            @Override
            public void ledgerFailed(LedgerException failure) {
                failures.incrementAndGet();
            }
        };
        // A pool that says so soon; patience is its own affair.
        String url = url() + "&connectTimeout=1";
        try (LedgerDatabase own = LedgerDatabase.open(url);
                ReturnDesk desk = desk(own.dataSource(), hasty().concurrency(4).monitor(monitor))) {
            desk.submitAll(campaign(80));
            desk.start();
            await("some calls", () -> effects() >= 10);
            Shared.postgres().whileStopped(() -> await("it is noticed", () -> failures.get() >= 1));

            awaitReturned(desk.ledger(), 80);
        }
        assertThat(effects()).isEqualTo(80);
    }

    @Test
    void goesOnWhenThePlatformWasGone() {
        Path data = folder.resolve("localpay");
        LocalPay first = LocalPay.builder().data(data).start();
        int port = first.port();
        List<CouponReturn> coupons = campaign(first, first.merchant().mchid(), 30);
        try (FluentPay own = FluentPay.builder().profile(first.profile()).build();
                ReturnDesk desk = ReturnDesk.open(
                        dataSource(), own, hasty().concurrency(4).build())) {
            desk.submitAll(coupons);
            desk.start();
            await("some returned", () -> desk.ledger().counts().get(ReturnState.RETURNED) >= 5);
            first.close();
            await("nobody answers", () -> {
                Map<ReturnState, Long> counts = desk.ledger().counts();
                return counts.get(ReturnState.WAITING) + counts.get(ReturnState.UNKNOWN) > 0;
            });
            try (LocalPay again = LocalPay.builder().data(data).port(port).start()) {
                awaitReturned(desk.ledger(), 30);
                assertThat(again.journal().count(RETURN)).isPositive();
                assertThat(desk.ledger().counts()).containsEntry(ReturnState.REFUSED, 0L);
            }
        }
    }
}
