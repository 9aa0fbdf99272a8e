package io.github.fluentpay.returns;

import io.github.fluentpay.returns.LedgerSummary.RatePoint;
import io.github.fluentpay.returns.LedgerSummary.Refusals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions about the whole ledger; each reads all of it, and none of them is asked while work is done. */
final class SummaryQueries {

    private static final String SPAN = """
            SELECT min(created_at), max(CASE WHEN state IN ('RETURNED', 'REFUSED', 'IN_DOUBT') THEN changed_at END), sum(attempts)
              FROM fluentpay_return
            """;

    private static final String RATE = """
            SELECT changed_at / ? AS point, count(*)
              FROM fluentpay_return
             WHERE state = 'RETURNED'
             GROUP BY point
             ORDER BY point
            """;

    private static final String REFUSALS = """
            SELECT code, count(*) AS refused, min(message)
              FROM fluentpay_return
             WHERE state IN ('REFUSED', 'IN_DOUBT')
             GROUP BY code
             ORDER BY refused DESC, code
             LIMIT 50
            """;

    private static final String UNKNOWNS_SETTLED = """
            SELECT count(DISTINCT h.return_id)
              FROM fluentpay_return_history h
              JOIN fluentpay_return r ON r.id = h.return_id
             WHERE h.state = 'UNKNOWN' AND r.state IN ('RETURNED', 'REFUSED')
            """;

    private static final int SLOWEST = 10;

    /** Points of the plot at most. */
    private static final int POINTS = 120;

    private SummaryQueries() {}

    static LedgerSummary of(Connection connection, ReturnTable table) throws SQLException {
        Instant begin;
        Instant end;
        long attempts;
        try (PreparedStatement statement = connection.prepareStatement(SPAN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            begin = instant(row, 1);
            end = instant(row, 2);
            attempts = row.getLong(3);
        }
        Duration interval = interval(begin, end);
        return new LedgerSummary(
                EntryQueries.counts(connection),
                attempts,
                begin,
                end,
                rate(connection, interval.toMillis()),
                interval,
                refusals(connection),
                EntryQueries.slowest(connection, SLOWEST),
                unknownsSettled(connection));
    }

    /** Whole seconds, so that the plot has no gaps of its own making. */
    private static Duration interval(@Nullable Instant begin, @Nullable Instant end) {
        if (begin == null || end == null) {
            return Duration.ofSeconds(1);
        }
        long seconds = Duration.between(begin, end).toSeconds();
        return Duration.ofSeconds(Math.max(1, (seconds + POINTS - 1) / POINTS));
    }

    private static List<RatePoint> rate(Connection connection, long intervalMillis) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RATE)) {
            statement.setLong(1, intervalMillis);
            List<RatePoint> points = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    points.add(new RatePoint(Instant.ofEpochMilli(row.getLong(1) * intervalMillis), row.getLong(2)));
                }
            }
            return points;
        }
    }

    private static List<Refusals> refusals(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REFUSALS);
                ResultSet row = statement.executeQuery()) {
            List<Refusals> refusals = new ArrayList<>();
            while (row.next()) {
                refusals.add(new Refusals(
                        Objects.requireNonNullElse(row.getString(1), "?"), row.getLong(2), row.getString(3)));
            }
            return refusals;
        }
    }

    private static long unknownsSettled(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNKNOWNS_SETTLED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
