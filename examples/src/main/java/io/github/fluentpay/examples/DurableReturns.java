package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.LedgerDatabase;
import io.github.fluentpay.returns.ReturnDesk;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnOptions;
import io.github.fluentpay.returns.SubmittedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A shop that writes each return with its refund, and a worker that settles them while answers get lost. */
public final class DurableReturns {

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";

    private DurableReturns() {}

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        Path file = Files.createTempFile("returns", ".db");
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build();
                LedgerDatabase database = LedgerDatabase.open("jdbc:sqlite:" + file)) {
            String mchid = localPay.merchant().mchid();
            RedeemedCoupons coupons = localPay.coupons().redeemed(mchid, 20);
            refundOrders(database, mchid, coupons);
            localPay.faults()
                    .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT))
                            .path(RETURN)
                            .times(5));
            settle(database, pay, coupons);
            System.out.println(
                    "The platform gave back " + localPay.journal().of(RETURN).effects() + " coupons");
        } finally {
            for (String part : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + part));
            }
        }
    }

    /** The front end has no keys. */
    private static void refundOrders(LedgerDatabase database, String mchid, RedeemedCoupons coupons)
            throws SQLException {
        ReturnLedger ledger = ReturnLedger.open(database.dataSource());
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE refunds (refund_no TEXT PRIMARY KEY)");
            connection.setAutoCommit(false);
            for (int i = 0; i < coupons.codes().size(); i++) {
                statement.execute("INSERT INTO refunds VALUES ('REFUND" + i + "')");
                ledger.submit(connection, toReturn(coupons, i).ofMerchant(mchid));
                // The third order is not refunded after all: nobody ever asks for its coupon.
                if (i == 2) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
        System.out.println("In the ledger: " + ledger.openByMerchant());
    }

    private static CouponReturn toReturn(RedeemedCoupons coupons, int index) {
        return CouponReturn.after(coupons.stockId(), coupons.codes().get(index), "REFUND" + index)
                .heldBy(coupons.openid(), coupons.appid());
    }

    private static void settle(LedgerDatabase database, FluentPay pay, RedeemedCoupons coupons)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(coupons.codes().size() - 1);
        ReturnOptions options = ReturnOptions.builder()
                .poll(Duration.ofMillis(50))
                .backOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .listener(entry -> ended.countDown())
                .build();
        try (ReturnDesk desk = ReturnDesk.open(database.dataSource(), pay, options)) {
            // Whoever does not know any longer whether it was submitted submits it again.
            SubmittedBatch again = desk.submitAll(List.of(toReturn(coupons, 0), toReturn(coupons, 1)));
            System.out.println("Submitted again: " + again.added() + " added, " + again.known() + " known");
            desk.start();
            ended.await();
            System.out.println("Ended: " + desk.ledger().counts());
            System.out.println("Answers that were lost and settled: "
                    + desk.ledger().summary().unknownsSettled());
        }
    }
}
