package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What may happen to a ledger, in orders that nobody thought of; each seed is one of them. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RandomScheduleTest extends DeskTestBase {

    private static final String MCHID = "1900000001";
    private static final int STEPS = 60;
    private static final long FAR = Duration.ofDays(365).toMillis();

    RandomScheduleTest(TestDatabase kind) {
        super(kind);
    }

    /** A row as a few lines of Java have it. */
    private static final class Row {
        final long id;
        ReturnState state = ReturnState.PENDING;
        String lease = "";
        long leaseUntil;
        long dueAt;
        long attempts;
        boolean untold;
        long changedAt;
        final List<ReturnState> history = new ArrayList<>();

        Row(long id, long now) {
            this.id = id;
            this.dueAt = now;
            this.changedAt = now;
        }

        void become(ReturnState next, long now, boolean isRemembered) {
            assertThat(state.mayBecome(next)).as("%s to %s", state, next).isTrue();
            state = next;
            changedAt = now;
            if (isRemembered) {
                history.add(next);
            }
        }

        void letGo() {
            lease = "";
            leaseUntil = 0;
        }

        @Override
        public String toString() {
            return id + " " + state + " attempts " + attempts + " due " + dueAt + " changed " + changedAt + " "
                    + history;
        }
    }

    @Test
    void theTableDoesWhatTheModelDoes() throws SQLException {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        int runs = kind() == TestDatabase.SQLITE ? 150 : 25;
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (int seed = 1; seed <= runs; seed++) {
                new Schedule(ledger.table(), connection, seed).run();
                connection.rollback();
            }
        }
    }

    /** One order of things, in a transaction that is rolled back. */
    private static final class Schedule {

        private final ReturnTable table;
        private final Connection connection;
        private final Random random;
        private final int seed;
        private final TreeMap<Long, Row> model = new TreeMap<>();
        private final List<Claimed> held = new ArrayList<>();
        private long now = 1_000_000;
        private int submitted;
        private int claims;
        private String last = "";

        Schedule(ReturnTable table, Connection connection, int seed) {
            this.table = table;
            this.connection = connection;
            this.random = new Random(seed);
            this.seed = seed;
        }

        void run() throws SQLException {
            for (int step = 0; step < STEPS; step++) {
                now += random.nextInt(50);
                switch (random.nextInt(10)) {
                    case 0, 1 -> submit();
                    case 2, 3 -> claim();
                    case 4, 5 -> send();
                    case 6 -> settle();
                    case 7 -> giveBack();
                    case 8 -> expire();
                    default -> byHand();
                }
                if (random.nextInt(8) == 0) {
                    tellOrPurge();
                }
                compare(step);
            }
        }

        private void submit() throws SQLException {
            last = "submit";
            // One in three is known already.
            int number = random.nextInt(3) == 0 ? random.nextInt(submitted + 1) : submitted;
            CouponReturn task = CouponReturn.of("1234567891", "code-" + number, "return-" + number)
                    .ofMerchant(MCHID);
            boolean isNew = !table.insert(connection, List.of(task), now).isEmpty();
            if (isNew) {
                submitted = Math.max(submitted, number + 1);
                long id = EntryQueries.find(connection, TaskKey.of(task))
                        .orElseThrow()
                        .id();
                model.put(id, new Row(id, now));
            }
        }

        private void claim() throws SQLException {
            int limit = 1 + random.nextInt(4);
            String lease = "w/" + ++claims;
            long until = now + 20 + random.nextInt(200);
            last = "claim " + limit;
            List<Claimed> claimed = table.claim(connection, MCHID, lease, until, limit, now);
            List<Row> due = model.values().stream()
                    .filter(row -> ReturnState.DUE.contains(row.state) && row.dueAt <= now)
                    .sorted(Comparator.<Row>comparingLong(row -> row.dueAt).thenComparingLong(row -> row.id))
                    .limit(limit)
                    .toList();
            assertThat(claimed.stream().map(Claimed::id))
                    .as(this::toString)
                    .containsExactlyInAnyOrderElementsOf(
                            due.stream().map(row -> row.id).toList());
            for (Row row : due) {
                boolean isDoubtful = row.state == ReturnState.UNKNOWN;
                assertThat(claimed.stream().filter(one -> one.id() == row.id && one.isDoubtful() == isDoubtful))
                        .as(this::toString)
                        .hasSize(1);
                row.become(isDoubtful ? ReturnState.SENT : ReturnState.CLAIMED, now, false);
                row.lease = lease;
                row.leaseUntil = until;
            }
            held.addAll(claimed);
        }

        /** What some worker believes to hold, which may be long over. */
        private List<Claimed> some() {
            return held.stream().filter(one -> random.nextInt(3) == 0).toList();
        }

        private void send() throws SQLException {
            last = "send";
            List<Claimed> rows = some();
            boolean[] sent = table.send(connection, rows, "w", now);
            for (int i = 0; i < sent.length; i++) {
                Row row = model.get(rows.get(i).id());
                boolean isHeld = row != null && row.lease.equals(rows.get(i).lease());
                assertThat(sent[i]).as(this::toString).isEqualTo(isHeld);
                if (isHeld) {
                    row.state = ReturnState.SENT;
                    row.changedAt = now;
                    row.attempts++;
                    row.history.add(ReturnState.SENT);
                }
            }
        }

        private void settle() throws SQLException {
            last = "settle";
            ReturnState[] ends = {
                ReturnState.RETURNED,
                ReturnState.REFUSED,
                ReturnState.WAITING,
                ReturnState.UNKNOWN,
                ReturnState.IN_DOUBT
            };
            boolean hasListener = random.nextBoolean();
            List<Settled> rows = new ArrayList<>();
            for (Claimed one : some()) {
                ReturnState end = ends[random.nextInt(ends.length)];
                long delay = end.isFinished() ? 0 : random.nextInt(100);
                rows.add(new Settled(one, new Settlement(end, delay, "CODE", "text", null, null)));
            }
            boolean[] settled = table.settle(connection, rows, hasListener, "w", now);
            for (int i = 0; i < settled.length; i++) {
                Settled one = rows.get(i);
                Row row = model.get(one.claimed().id());
                boolean isHeld =
                        row != null && row.lease.equals(one.claimed().lease()) && row.state == ReturnState.SENT;
                assertThat(settled[i]).as(this::toString).isEqualTo(isHeld);
                if (isHeld) {
                    row.become(one.settlement().state(), now, true);
                    row.dueAt = now + one.settlement().delay();
                    row.untold = hasListener && row.state.isFinished();
                    row.letGo();
                }
            }
        }

        private void giveBack() throws SQLException {
            last = "give back";
            List<Claimed> rows = some();
            table.giveBack(connection, rows, now);
            for (Claimed one : rows) {
                Row row = model.get(one.id());
                if (row != null && row.lease.equals(one.lease())) {
                    row.become(row.state == ReturnState.SENT ? ReturnState.UNKNOWN : ReturnState.PENDING, now, false);
                    row.letGo();
                }
            }
        }

        private void expire() throws SQLException {
            last = "expire";
            now += random.nextInt(100);
            int expired = table.expire(connection, now + FAR, 1000, "w", now);
            int expected = 0;
            for (Row row : model.values()) {
                if (!row.lease.isEmpty() && row.leaseUntil < now) {
                    expected++;
                    row.become(row.state == ReturnState.SENT ? ReturnState.UNKNOWN : ReturnState.PENDING, now, true);
                    row.dueAt = now;
                    row.letGo();
                }
            }
            assertThat(expired).as(this::toString).isEqualTo(expected);
        }

        private void byHand() throws SQLException {
            last = "by hand";
            List<ReturnEntry> rows = EntryQueries.list(connection, null, 0, 1000);
            if (rows.isEmpty()) {
                return;
            }
            ReturnEntry entry = rows.get(random.nextInt(rows.size()));
            ReturnState to = entry.state().isFinished() ? entry.state().retried() : ReturnState.CANCELLED;
            if (!entry.state().mayBecome(to)) {
                return;
            }
            Row row = model.get(entry.id());
            boolean isRefused = to == ReturnState.CANCELLED && row.history.contains(ReturnState.UNKNOWN);
            assertThat(table.moveByHand(connection, entry, to, now))
                    .as(this::toString)
                    .isEqualTo(!isRefused);
            if (isRefused) {
                return;
            }
            boolean wasInDoubt = row.history.contains(ReturnState.UNKNOWN);
            row.become(wasInDoubt ? ReturnState.UNKNOWN : to, now, true);
            row.dueAt = now;
            row.untold = false;
        }

        private void tellOrPurge() throws SQLException {
            last = "tell or purge";
            if (random.nextBoolean()) {
                List<ReturnEntry> untold = EntryQueries.untold(connection, now + 1, now + FAR, 1000);
                assertThat(untold.stream().map(ReturnEntry::id))
                        .as(this::toString)
                        .containsExactlyInAnyOrderElementsOf(model.values().stream()
                                .filter(row -> row.untold)
                                .map(row -> row.id)
                                .toList());
                List<ReturnEntry> taken =
                        untold.stream().filter(entry -> random.nextBoolean()).toList();
                table.told(connection, taken);
                taken.forEach(entry -> model.get(entry.id()).untold = false);
                // An end that was told of before is not this one.
                table.told(connection, untold.stream().map(Schedule::earlier).toList());
            } else {
                long before = now - random.nextInt(500);
                table.purge(connection, before, 1000);
                // A row in doubt needs somebody's attention, however old it is.
                model.values()
                        .removeIf(row -> row.state.isFinished()
                                && row.state != ReturnState.IN_DOUBT
                                && !row.untold
                                && row.changedAt < before);
            }
        }

        private static ReturnEntry earlier(ReturnEntry entry) {
            return new ReturnEntry(
                    entry.id(),
                    entry.task(),
                    entry.state(),
                    0,
                    entry.dueAt(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null,
                    null,
                    null,
                    null);
        }

        private void compare(int step) throws SQLException {
            List<String> rows = new ArrayList<>();
            for (ReturnEntry entry : EntryQueries.list(connection, null, 0, 1000)) {
                rows.add(entry.id() + " " + entry.state() + " attempts " + entry.attempts() + " due "
                        + entry.dueAt().toEpochMilli() + " changed "
                        + entry.changedAt().toEpochMilli() + " "
                        + HistoryTable.of(connection, entry.id()).stream()
                                .map(HistoryEntry::state)
                                .toList());
            }
            assertThat(rows)
                    .as("%s, step %s", this, step)
                    .isEqualTo(model.values().stream().map(Row::toString).collect(Collectors.toList()));
        }

        @Override
        public String toString() {
            return "seed " + seed + ", after " + last;
        }
    }

    /** Two desks, and a platform that does whatever it likes. */
    @Test
    void everyRowSettlesWhateverThePlatformDoes() {
        Random random = new Random(20260103);
        List<Fault> faults = List.of(
                Fault.reset(Moment.BEFORE_EFFECT),
                Fault.reset(Moment.AFTER_EFFECT),
                Fault.refusal(500, "SYSTEM_ERROR"),
                Fault.refusal(500, "SYSTEM_ERROR", Moment.AFTER_EFFECT),
                Fault.refusal(429, "RATELIMIT_EXCEEDED"),
                Fault.gatewayPage(502),
                Fault.gatewayPage(504, Moment.AFTER_EFFECT),
                Fault.accepted(),
                Fault.halfReply(),
                Fault.spoiltSignature(),
                Fault.staleTimestamp());
        int coupons = 0;
        try (ReturnDesk one = desk(hasty().concurrency(3).batch(7));
                ReturnDesk other = desk(hasty().concurrency(5).batch(3))) {
            one.start();
            other.start();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 2; i++) {
                    localPay()
                            .faults()
                            .add(FaultRule.of(faults.get(random.nextInt(faults.size())))
                                    .path(RETURN)
                                    .times(1 + random.nextInt(2)));
                }
                int more = 10 + random.nextInt(20);
                one.submitAll(campaign(more));
                coupons += more;
                if (random.nextBoolean()) {
                    endAllLeases();
                }
            }
            awaitAll(one.ledger(), Map.of(ReturnState.RETURNED, (long) coupons));
        }
        assertThat(effects()).isEqualTo(coupons);
    }
}
