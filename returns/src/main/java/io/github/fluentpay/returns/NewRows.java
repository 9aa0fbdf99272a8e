package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes submitted returns down, in one statement for many: the counts of a batch depend on the driver's settings. */
final class NewRows {

    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?)";

    /** One transaction writes at a time, so the order does not matter. */
    private static final String SQLITE = """
            WITH submitted (mchid, kind, request_no, stock_id, coupon_code, details, now) AS (VALUES %s)
            INSERT INTO fluentpay_return
                   (mchid, kind, request_no, stock_id, coupon_code, details, state, attempts, due_at, untold, created_at, changed_at)
            SELECT mchid, kind, request_no, stock_id, coupon_code, details, 'PENDING', 0, now, 0, now, now
              FROM submitted
             WHERE true
            ON CONFLICT (mchid, kind, request_no) DO NOTHING
            RETURNING mchid, kind, request_no
            """;

    /**
     * An insert waits for another transaction that has written the same key and is not committed yet. If all of them write
     * in the order of their keys, no two wait for each other. The ids follow the order of submission, which people see.
     */
    private static final String POSTGRESQL = """
            WITH submitted AS MATERIALIZED (
                SELECT nextval(pg_get_serial_sequence('fluentpay_return', 'id')) AS id, task.*
                  FROM (VALUES %s) AS task (mchid, kind, request_no, stock_id, coupon_code, details, now))
            INSERT INTO fluentpay_return
                   (id, mchid, kind, request_no, stock_id, coupon_code, details, state, attempts, due_at, untold, created_at, changed_at)
                   OVERRIDING SYSTEM VALUE
            SELECT id, mchid, kind, request_no, stock_id, coupon_code, details, 'PENDING', 0, now, 0, now, now
              FROM submitted
             ORDER BY mchid COLLATE "C", kind COLLATE "C", request_no COLLATE "C", id
            ON CONFLICT (mchid, kind, request_no) DO NOTHING
            RETURNING mchid, kind, request_no
            """;

    private final String insert;

    NewRows(Dialect dialect) {
        this.insert = dialect == Dialect.POSTGRESQL ? POSTGRESQL : SQLITE;
    }

    /**
     * Returns the keys of those that the ledger did not have; the others are left as they are. Of two with one key the first
     * is written.
     */
    Set<TaskKey> insert(Connection connection, List<ReturnTask> tasks, long now) throws SQLException {
        String rows = String.join(", ", Collections.nCopies(tasks.size(), ROW));
        try (PreparedStatement statement = connection.prepareStatement(insert.formatted(rows))) {
            int next = 1;
            for (ReturnTask task : tasks) {
                statement.setString(next++, task.mchid());
                statement.setString(next++, TaskText.kind(task));
                statement.setString(next++, task.requestNo());
                statement.setString(next++, task.stockId());
                statement.setString(next++, task.couponCode());
                statement.setString(next++, TaskText.details(task));
                statement.setLong(next++, now);
            }
            Set<TaskKey> inserted = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    inserted.add(new TaskKey(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return inserted;
        }
    }
}
