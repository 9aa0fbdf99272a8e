package io.github.fluentpay.returns;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Brings the ledger's tables to this version; others in the same database are left alone. */
final class Schema {

    private static final String LOCATION = "classpath:io/github/fluentpay/returns/migrations";
    private static final MigrationVersion NEWEST = MigrationVersion.fromVersion("1");

    private Schema() {}

    /** @throws LedgerException if that cannot be done, or a newer version was there before */
    static void migrate(DataSource dataSource, Dialect dialect) {
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations(LOCATION)
                .table("fluentpay_return_schema")
                .placeholders(Map.of("id", dialect.id()))
                // The application's own tables are there already.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            MigrationInfo current = flyway.info().current();
            if (current != null
                    && current.getVersion() != null
                    && current.getVersion().compareTo(NEWEST) > 0) {
                throw new LedgerException(
                        "The ledger was made by a newer version of FluentPay: its tables have version "
                                + current.getVersion() + ", this one knows up to " + NEWEST
                                + ". Nothing was changed; use the newer one");
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new LedgerException("The ledger's tables cannot be made: " + e.getMessage(), e);
        }
    }
}
