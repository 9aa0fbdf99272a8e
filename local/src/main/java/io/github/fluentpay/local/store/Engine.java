package io.github.fluentpay.local.store;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The kind of database that a URL names. */
interface Engine {

    /** What the URLs of the two kinds begin with. */
    String SQLITE = "jdbc:sqlite:";

    String POSTGRESQL = "jdbc:postgresql:";

    /** The engine of a JDBC URL. */
    static Engine of(String url) {
        if (url.startsWith(SQLITE)) {
            return new SqliteEngine(url);
        }
        if (url.startsWith(POSTGRESQL)) {
            return new PostgresqlEngine(url);
        }
        String shown = url.matches("(?s)jdbc:[a-z0-9]{2,12}://.*")
                ? "\"" + withoutSettings(url) + "\""
                : ShownValue.described(url);
        throw new IllegalArgumentException(shown + " is no database that LocalPay knows: " + SQLITE + "FILE and "
                + POSTGRESQL + "//HOST:PORT/NAME are");
    }

    /** A connection whose commits are on the disk when they return, held by this LocalPay alone. */
    Connection connect() throws SQLException;

    /**
     * A connection in place of one whose state is doubtful, which is closed; the same one where the data ends with it, but
     * in a new transaction. It sees all that was committed, and nothing else.
     *
     * @throws SQLException if there is none now; then this is asked again later, with the same connection
     */
    Connection replace(Connection doubtful) throws SQLException;

    /**
     * A name of the present transaction by which {@link #isCommitted} finds it, or null if an error of a commit always
     * means that nothing was kept.
     */
    @Nullable
    String transactionName(Connection connection) throws SQLException;

    /** Tells whether the database has kept that transaction; asked on a connection that replaced the transaction's own. */
    boolean isCommitted(Connection connection, String transactionName) throws SQLException;

    /** Brings everything from the log beside a file into the file itself. */
    void complete(Connection connection) throws SQLException;

    /** A URL can hold a password. */
    static String withoutSettings(String url) {
        int settings = url.indexOf('?');
        String bare = settings < 0 ? url : url.substring(0, settings);
        return bare.replaceFirst("//.*@", "//");
    }
}
