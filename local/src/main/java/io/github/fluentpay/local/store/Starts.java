package io.github.fluentpay.local.store;

/** How often LocalPay was started with a database. */
public final class Starts {

    /** The table, which outlives the state that is kept. */
    public static final String TABLE = "starts";

    private Starts() {}

    /** Counts one more; answers how many there were before it. */
    public static long count(Database database) {
        return database.transaction(
                transaction -> transaction.count("UPDATE starts SET number = number + 1 RETURNING number - 1"));
    }
}
