package io.github.fluentpay.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines that could not be taken, in a file of their own, which is made with the first of them. */
final class Rejects implements AutoCloseable {

    private final Path file;
    private @Nullable CsvWriter writer;
    private long count;

    Rejects(Path file) {
        this.file = file;
    }

    /** @throws SettingsException if the file cannot be written */
    void add(long line, String reason, String text) {
        count++;
        try {
            CsvWriter open = writer;
            if (open == null) {
                open = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
                open.writeRecord("line", "reason", "text");
                writer = open;
            }
            open.writeRecord(Long.toString(line), reason, text);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    long count() {
        return count;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    private SettingsException unwritable(Exception e) {
        return FileTrouble.unwritable(file, e, "; name another file for rejected lines by --rejects");
    }
}
