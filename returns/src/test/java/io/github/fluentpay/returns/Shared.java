package io.github.fluentpay.returns;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One LocalPay and one PostgreSQL for all tests of the process: each takes seconds to start. They end with the last test. */
final class Shared implements BeforeAllCallback, AutoCloseable {

    private static LocalPay localPay;
    private static FluentPay pay;
    private static TestPostgres postgres;
    private static Path folder;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Shared.class, any -> new Shared());
    }

    static synchronized LocalPay localPay() {
        if (localPay == null) {
            localPay = LocalPay.start();
        }
        return localPay;
    }

    static synchronized FluentPay pay() {
        if (pay == null) {
            pay = FluentPay.builder().profile(localPay().profile()).build();
        }
        return pay;
    }

    static synchronized TestPostgres postgres() {
        if (postgres == null) {
            try {
                folder = Files.createTempDirectory("fluentpay-returns");
                postgres = TestPostgres.in(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    @Override
    public void close() throws IOException {
        synchronized (Shared.class) {
            if (pay != null) {
                pay.close();
                pay = null;
            }
            if (localPay != null) {
                localPay.close();
                localPay = null;
            }
            if (postgres != null) {
                postgres.close();
                postgres = null;
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder())
                            .forEach(file -> file.toFile().delete());
                }
            }
        }
    }
}
