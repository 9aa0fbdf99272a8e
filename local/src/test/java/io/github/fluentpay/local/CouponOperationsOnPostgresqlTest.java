package io.github.fluentpay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** The same, with all of the statements on a real PostgreSQL. */
class CouponOperationsOnPostgresqlTest extends CouponOperationsTest {

    @TempDir
    static Path folder;

    private TestPostgres postgres;

    @Override
    LocalPay.Builder builder() {
        try {
            postgres = TestPostgres.in(folder.resolve("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return super.builder().database(postgres.url());
    }

    @AfterAll
    @Override
    void stop() {
        super.stop();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
