package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the ledger of returns is kept. */
final class LedgerOption {

    private static final String VARIABLE = "FLUENTPAY_RETURNS_DB";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String DEFAULT = SQLITE + "fluentpay-returns.db";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description =
                    "Where the ledger is: jdbc:sqlite:FILE, or jdbc:postgresql://HOST:PORT/NAME for several machines"
                            + " (a password belongs into ~/.pgpass). Default: what FLUENTPAY_RETURNS_DB says, else"
                            + " jdbc:sqlite:fluentpay-returns.db in the working folder.")
    private @Nullable String url;

    /** Opens it, and makes it if it is not there. */
    OpenLedger openOrMake(Map<String, String> environment) {
        String found = url(environment);
        checkFile(found);
        return OpenLedger.of(found);
    }

    /** Opens one that must be there: a command in the wrong folder shall not find an empty one. */
    OpenLedger open(Map<String, String> environment) {
        String found = url(environment);
        if (isMissingFile(found)) {
            throw new SettingsException("There is no such ledger: " + ShownValue.missing(file(found))
                    + ". `fluentpay returns import FILE` makes one, --db URL names another");
        }
        checkFile(found);
        return OpenLedger.of(found);
    }

    private String url(Map<String, String> environment) {
        if (url != null) {
            return checked("--db", url);
        }
        String named = environment.get(VARIABLE);
        return named == null || named.isBlank() ? DEFAULT : checked(VARIABLE, named);
    }

    /** What is no JDBC URL may still have a password in it. */
    private static String checked(String source, String value) {
        if (value.startsWith("jdbc:")) {
            return value;
        }
        throw new SettingsException(source + " is no JDBC URL, but " + ShownValue.described(value)
                + ": for a file write " + SQLITE + "FILE, for PostgreSQL jdbc:postgresql://HOST:PORT/NAME?user=USER");
    }

    /** Names a wrong file: SQLite only says that it cannot open it. */
    private static void checkFile(String url) {
        if (!isFile(url)) {
            return;
        }
        Path file = file(url);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new SettingsException(
                    file + " is a folder, not the file of a ledger; name a file by --db " + SQLITE + "FILE");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new SettingsException("There is no such folder for the ledger: " + ShownValue.missing(folder)
                    + "; create it, or name another file by --db " + SQLITE + "FILE");
        }
    }

    private static boolean isMissingFile(String url) {
        return isFile(url) && !Files.exists(file(url));
    }

    private static boolean isFile(String url) {
        if (!url.startsWith(SQLITE)) {
            return false;
        }
        String file = url.substring(SQLITE.length());
        return !file.isEmpty() && !file.startsWith(":") && !file.startsWith("file:");
    }

    private static Path file(String url) {
        String file = url.substring(SQLITE.length()).replaceFirst("\\?.*", "");
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            // Not a cause: its message has the value in it.
            throw new SettingsException(
                    "The URL of the ledger has no path after " + SQLITE + ", but " + ShownValue.described(file));
        }
    }
}
