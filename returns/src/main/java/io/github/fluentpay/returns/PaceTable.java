package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * How fast all workers together may call for a merchant. A row says when the next call may start; who wants to call
 * moves that time on, by one interval a call, and so has reserved what lies between.
 */
final class PaceTable {

    private static final String ADD = """
            INSERT INTO fluentpay_return_pace (mchid, interval_us, next_at_us)
            VALUES (?, 0, 0)
            ON CONFLICT (mchid) DO NOTHING
            """;

    private static final String SET = """
            UPDATE fluentpay_return_pace
               SET next_at_us = next_at_us - interval_us + ?, interval_us = ?
             WHERE mchid = ? AND interval_us <> ?
            """;

    private static final String READ = """
            SELECT interval_us, next_at_us
              FROM fluentpay_return_pace
             WHERE mchid = ?
            """;

    private static final String RESERVE = """
            UPDATE fluentpay_return_pace
               SET next_at_us = CASE WHEN next_at_us > ? AND next_at_us <= ? + 2 * interval_us
                                      THEN next_at_us ELSE ? END + interval_us * ?
             WHERE mchid = ?
            RETURNING next_at_us - interval_us * ?
            """;

    private static final String HOLD = """
            UPDATE fluentpay_return_pace
               SET next_at_us = ?
             WHERE mchid = ? AND (next_at_us < ? OR next_at_us > ? + 2 * interval_us)
            """;

    /** Nobody ever reserves, or holds, for longer ahead: what is beyond was written by a clock that was ahead. */
    private static final long FARTHEST_US = TimeUnit.MINUTES.toMicros(1);

    private static final double SECOND_US = 1_000_000;

    /**
     * The distance of two calls that keeps every second below a limit. Calls may start a moment after their places, so n of
     * them that start within a second have places within that second and the moment before it, and n − 1 intervals fit into
     * both. For n ≤ limit, the limit has to have more intervals than both: so the interval is rounded up.
     *
     * @param perSecond above 0; below 1 it is one call in 1 / perSecond seconds
     */
    static long intervalUs(double perSecond) {
        double longestLateUs = Departures.CATCH_UP.toNanos() / 1000.0;
        double intervalUs =
                perSecond < 1 ? SECOND_US / perSecond + longestLateUs : (SECOND_US + longestLateUs) / perSecond;
        return (long) intervalUs + 1;
    }

    /** @param intervalUs microseconds of one call; 0 is no limit */
    record Pace(long intervalUs, long nextAtUs) {

        /** A time that nobody can have meant is over. */
        Pace believable(long nowUs) {
            return nextAtUs > nowUs + FARTHEST_US + 2 * intervalUs ? new Pace(intervalUs, nowUs) : this;
        }

        /** How many calls may start between now and the horizon. */
        int calls(int wanted, long nowUs, long horizonUs) {
            long wait = Math.max(0, nextAtUs - nowUs);
            if (intervalUs == 0) {
                return wait > 0 ? 0 : wanted;
            }
            return wait > horizonUs ? 0 : (int) Math.min(wanted, 1 + (horizonUs - wait) / intervalUs);
        }
    }

    void add(Connection connection, String mchid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, mchid);
            statement.executeUpdate();
        }
    }

    /** Calls that have their places keep them, and the next one has its distance from the last of them. */
    void set(Connection connection, String mchid, long intervalUs) throws SQLException {
        add(connection, mchid);
        try (PreparedStatement statement = connection.prepareStatement(SET)) {
            statement.setLong(1, intervalUs);
            statement.setLong(2, intervalUs);
            statement.setString(3, mchid);
            statement.setLong(4, intervalUs);
            statement.executeUpdate();
        }
    }

    Pace read(Connection connection, String mchid, long nowUs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, mchid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Pace(row.getLong(1), row.getLong(2)).believable(nowUs) : new Pace(0, 0);
            }
        }
    }

    /** When the first of so many calls may start, in microseconds; the others follow, an interval each. */
    long reserve(Connection connection, String mchid, int calls, long nowUs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            statement.setLong(1, nowUs);
            statement.setLong(2, nowUs + FARTHEST_US);
            statement.setLong(3, nowUs);
            statement.setLong(4, calls);
            statement.setString(5, mchid);
            statement.setLong(6, calls);
            try (ResultSet row = statement.executeQuery()) {
                // SQLite keeps the statement open, and may lose the update, until the last row has been read.
                long start = nowUs;
                while (row.next()) {
                    start = row.getLong(1);
                }
                return start;
            }
        }
    }

    /** Nobody calls for the merchant before then. */
    void hold(Connection connection, String mchid, long nowUs, long untilUs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            statement.setLong(1, untilUs);
            statement.setString(2, mchid);
            statement.setLong(3, untilUs);
            statement.setLong(4, nowUs + FARTHEST_US);
            statement.executeUpdate();
        }
    }
}
