package io.github.fluentpay.cli;

import io.github.fluentpay.returns.LedgerDatabase;
import io.github.fluentpay.returns.LedgerException;
import io.github.fluentpay.returns.ReturnLedger;

/** A ledger, and the connections that it is reached by. */
record OpenLedger(LedgerDatabase database, ReturnLedger ledger) implements AutoCloseable {

    /** @throws SettingsException if the URL cannot be used, or the database cannot be opened */
    static OpenLedger of(String url) {
        try {
            return open(url);
        } catch (LedgerException e) {
            boolean cannotBeOpened =
                    !e.isForLackOfSpace() && String.valueOf(e.getMessage()).contains(" cannot be opened: ");
            throw cannotBeOpened
                    ? new SettingsException(
                            e.getMessage() + ". Next: fix the cause, or name another ledger by --db URL", e)
                    : e;
        }
    }

    private static OpenLedger open(String url) {
        LedgerDatabase database = SettingsException.reading(() -> LedgerDatabase.open(url));
        try {
            return new OpenLedger(database, ReturnLedger.open(database.dataSource()));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
