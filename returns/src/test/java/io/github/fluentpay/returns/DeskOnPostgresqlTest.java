package io.github.fluentpay.returns;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DeskOnPostgresqlTest extends DeskSuite {

    @TempDir
    static Path folder;

    private static TestPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = TestPostgres.in(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** Each test has an empty database. */
    @BeforeEach
    @Override
    void open() {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        super.open();
    }

    @Override
    String url() {
        return postgres.url();
    }
}
