package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.SQLException;

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
        throw new IllegalArgumentException("\"" + withoutSettings(url) + "\" is no database that LocalPay knows: "
                + SQLITE + "FILE and " + POSTGRESQL + "//HOST:PORT/NAME are");
    }

    /** A connection whose commits are on the disk when they return, held by this LocalPay alone. */
    Connection connect() throws SQLException;

    /** Whether what was committed is still there after another {@link #connect}. */
    boolean outlivesItsConnection();

    /** Brings everything from the log beside a file into the file itself. */
    void complete(Connection connection) throws SQLException;

    /** A URL can hold a password. */
    static String withoutSettings(String url) {
        int settings = url.indexOf('?');
        String bare = settings < 0 ? url : url.substring(0, settings);
        return bare.replaceFirst("//[^/@]*@", "//");
    }
}
