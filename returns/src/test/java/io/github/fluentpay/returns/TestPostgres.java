package io.github.fluentpay.returns;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of its own, each commit on the disk. */
public final class TestPostgres implements AutoCloseable {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Path folder;
    private EmbeddedPostgres server;

    private TestPostgres(Path folder) throws IOException {
        this.folder = folder;
        this.server = start(0);
    }

    /** Starts one with its files in that folder. */
    public static TestPostgres in(Path folder) throws IOException {
        return new TestPostgres(folder);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        if (port != 0) {
            builder.setPort(port);
        }
        return builder.start();
    }

    /** JDBC URL of its first database. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** JDBC URL of a schema with nothing in it. */
    public String freshUrl() {
        String schema = "t" + SCHEMAS.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url() + "&currentSchema=" + schema;
    }

    /** Ends it, with the connections of all clients, for as long as that takes. */
    public void whileStopped(Runnable meanwhile) throws IOException {
        int port = server.getPort();
        server.close();
        try {
            meanwhile.run();
        } finally {
            server = start(port);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
