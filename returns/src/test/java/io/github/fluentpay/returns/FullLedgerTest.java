package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger whose disk has no room left says so. */
class FullLedgerTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatCannotGrowIsForLackOfSpace() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("returns.db");
        try (LedgerDatabase database = LedgerDatabase.open(url)) {
            ReturnLedger.open(database.dataSource());
        }
        try (LedgerDatabase database = LedgerDatabase.open(url + "?max_page_count=1")) {
            ReturnLedger ledger = ReturnLedger.open(database.dataSource());
            fill(database);

            LedgerException full = catchThrowableOfType(LedgerException.class, () -> {
                for (int i = 0; i < 10_000; i++) {
                    ledger.submit(CouponReturn.after("1234567891", "code" + i, "refund" + i)
                            .ofMerchant("1900000001"));
                }
            });

            assertThat(full).hasMessageContaining("SQLITE_FULL");
            assertThat(full.isForLackOfSpace()).isTrue();
        }
    }

    /** The limit holds from the size that the file has: no page is free then. */
    private static void fill(LedgerDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("VACUUM");
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new SQLException("No space left on device", "53100"), true),
                arguments(
                        new SQLException(
                                "[SQLITE_IOERR_SHMSIZE] I/O error within xShmMap while trying to resize an existing"
                                        + " shared memory segment (disk I/O error)"),
                        true),
                arguments(new IllegalStateException(new SQLException("[SQLITE_FULL] full")), true),
                arguments(new SQLException("[SQLITE_IOERR_READ] (disk I/O error)"), false),
                arguments(new SQLException("The connection attempt failed", "08001"), false),
                arguments(new SQLException((String) null), false),
                arguments(new IllegalStateException("[SQLITE_FULL]"), false),
                arguments(null, false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theCauseTellsWhetherItIsForLackOfSpace(Throwable cause, boolean forLackOfSpace) {
        assertThat(new LedgerException("The ledger's database fails", cause).isForLackOfSpace())
                .isEqualTo(forLackOfSpace);
    }
}
