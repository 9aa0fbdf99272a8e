package io.github.fluentpay.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;

/** A machine that gets as far as it is told to with a notification, and is killed there. */
final class ClaimingProcess implements AutoCloseable {

    private final Process process;
    private final String token;

    private ClaimingProcess(Process process, String token) {
        this.process = process;
        this.token = token;
    }

    /** How far it gets. */
    enum Progress {
        /** It has claimed, and not begun. */
        CLAIMED,
        /** Effect and mark are written, and not committed. */
        MARKED,
        /** Effect and mark are committed. */
        COMMITTED
    }

    static ClaimingProcess start(String url, String table, Progress progress) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClaimingProcess.class.getName(),
                        url,
                        table,
                        progress.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String token =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return new ClaimingProcess(process, String.valueOf(token));
    }

    /** The child's side: says with which token, and waits until it is killed or its parent is gone. */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        String table = arguments[1];
        Progress progress = Progress.valueOf(arguments[2]);
        JdbcNotificationStore store =
                new JdbcNotificationStore(TestPool.dataSource(() -> DriverManager.getConnection(url)), table);
        String token = ((Claim.Claimed) store.claim(
                        NotificationStoreSuite.ID, NotificationStoreSuite.NOW, NotificationStoreSuite.LEASE))
                .token();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            if (progress != Progress.CLAIMED) {
                JdbcNotificationStoreSuite.writeEffect(connection, table, NotificationStoreSuite.ID);
                store.done(connection, NotificationStoreSuite.ID, token, Instant.now());
            }
            if (progress == Progress.COMMITTED) {
                connection.commit();
            }
            System.out.println(token);
            System.in.read();
        }
    }

    /** The token of its claim. */
    String token() {
        return token;
    }

    /** Ends it as kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
