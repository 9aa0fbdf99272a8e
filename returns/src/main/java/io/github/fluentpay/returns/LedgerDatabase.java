package io.github.fluentpay.returns;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.github.fluentpay.protocol.internal.SqliteLibrary;
import java.util.Objects;
import javax.sql.DataSource;

/** A pool of connections for a ledger, with the settings that keep it safe. For applications without a pool of their own. */
public final class LedgerDatabase implements AutoCloseable {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String SERVER = POSTGRESQL + "//HOST:PORT/NAME?user=USER";

    private final HikariDataSource pool;

    private LedgerDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens one by its JDBC URL: {@code jdbc:sqlite:FILE}, where every commit is on the disk before it counts, or
     * {@code jdbc:postgresql://HOST:PORT/NAME?user=…&password=…}. The driver has to be on the class path.
     *
     * @throws IllegalArgumentException if the URL is of another kind, or no driver on the class path takes it; the
     *     message does not repeat it
     * @throws LedgerException if the database cannot be reached, or the file not be written
     */
    public static LedgerDatabase open(String url) {
        Objects.requireNonNull(url, "url");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("fluentpay-returns");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        if (url.startsWith(SQLITE)) {
            SqliteLibrary.prepare();
            // One of them writes at a time, and waits for the one before; each commit is synced to the disk.
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", "30000");
        } else if (url.startsWith(POSTGRESQL)) {
            checkServer(url.substring(POSTGRESQL.length()));
            config.setConnectionInitSql("SET synchronous_commit = on");
            // A server that is gone without a word would hold a worker up for as long as TCP hopes.
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", "120");
        } else {
            throw new IllegalArgumentException("\"" + scheme(url) + "\" is no database that a ledger can be kept in: "
                    + SQLITE + "FILE and " + POSTGRESQL + "//HOST:PORT/NAME are");
        }
        try {
            return new LedgerDatabase(new HikariDataSource(config));
        } catch (HikariPool.PoolInitializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new LedgerException("The ledger's database cannot be opened: " + cause.getMessage(), cause);
        } catch (RuntimeException noDriver) {
            throw new IllegalArgumentException(
                    "No driver takes the URL of the ledger's database: it is " + SQLITE + "FILE or " + SERVER
                            + " with a % written as %25, and the driver is on the class path",
                    noDriver);
        }
    }

    /** The driver does not take these, and logs them whole, with the password that may be in them. */
    private static void checkServer(String rest) {
        int query = rest.indexOf('?');
        String server = query < 0 ? rest : rest.substring(0, query);
        if (server.startsWith("//") && (server.indexOf('/', 2) < 0 || server.indexOf('@') >= 0)) {
            throw new IllegalArgumentException("The URL of the ledger's database is not written as " + SERVER
                    + ": the name follows a slash, the user a question mark");
        }
    }

    /** The rest of a URL can hold a password. */
    private static String scheme(String url) {
        int end = url.indexOf(':', url.startsWith("jdbc:") ? 5 : 0);
        return end < 0 ? "" : url.substring(0, end + 1) + "…";
    }

    /** The pool. */
    public DataSource dataSource() {
        return pool;
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }
}
