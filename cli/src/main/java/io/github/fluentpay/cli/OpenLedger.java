package io.github.fluentpay.cli;

import io.github.fluentpay.returns.LedgerDatabase;
import io.github.fluentpay.returns.ReturnLedger;

/** A ledger, and the connections that it is reached by. */
record OpenLedger(LedgerDatabase database, ReturnLedger ledger) implements AutoCloseable {

    static OpenLedger of(String url) {
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
