package io.github.fluentpay.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole or not at all: it is written beside its place, and moved there. */
final class NewFile {

    /** Writes all of it. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private NewFile() {}

    /** @throws SettingsException if it cannot be written */
    static void write(Path file, Content content) {
        if (Files.isDirectory(file)) {
            throw new SettingsException(file + " is a folder, not a file");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            remove(part, e);
            throw FileTrouble.unwritable(file, e);
        } catch (RuntimeException | Error e) {
            remove(part, e);
            throw e;
        }
    }

    private static void remove(Path part, Throwable cause) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
