package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file that exists as a whole or not at all: it is written under a temporary name in the same folder, and renamed. Until
 * then a file that has the name already stays as it is. What is no regular file, such as {@code /dev/null} or a named pipe,
 * is written directly.
 */
final class NewFile implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Writes all of it. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path file;
    private final @Nullable Path part;
    private boolean kept;

    private NewFile(Path file, @Nullable Path part) {
        this.file = file;
        this.part = part;
    }

    /**
     * Makes the temporary file, so that a place that cannot be written is found before anything else is done.
     *
     * @throws SettingsException if the file is a folder, if its folder does not exist, or if it cannot be written
     */
    static NewFile at(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingsException(file + " is a folder, not a file; name a file in it");
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return new NewFile(file, null);
            }
            // A link stays one: what it leads to is replaced.
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path part = place.resolveSibling(partName());
            checkFolder(part.getParent());
            Files.createFile(part);
            // Ctrl-C ends the program where no code of it can follow.
            part.toFile().deleteOnExit();
            return new NewFile(file, part);
        } catch (IOException e) {
            throw FileTrouble.unwritable(file, e);
        }
    }

    /** @throws SettingsException if it cannot be written */
    static void write(Path file, Content content) {
        try (NewFile made = at(file)) {
            made.keep(content);
        }
    }

    private static String partName() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return ".fluentpay-" + HexFormat.of().formatHex(bytes) + ".part";
    }

    private static void checkFolder(@Nullable Path folder) {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        throw Files.exists(folder)
                ? new SettingsException(folder + " is a file, not a folder; name a file in a folder that exists")
                : new SettingsException("There is no such folder to write a file into: " + ShownValue.missing(folder)
                        + "; create the folder, or name a file in one that exists");
    }

    /**
     * Writes the content and gives the file its name.
     *
     * @throws SettingsException if it cannot be written
     */
    void keep(Content content) {
        try {
            if (part == null) {
                try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                    content.writeTo(out);
                }
                return;
            }
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, target(), StandardCopyOption.REPLACE_EXISTING);
            kept = true;
        } catch (IOException | UncheckedIOException e) {
            throw FileTrouble.unwritable(file, e);
        }
    }

    /** The file behind a link, even if there is none yet: the link stays. */
    private Path target() throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path absolute = file.toAbsolutePath();
        return Files.isSymbolicLink(absolute) ? absolute.resolveSibling(Files.readSymbolicLink(absolute)) : absolute;
    }

    Path file() {
        return file;
    }

    /** Removes the temporary file, unless it has got its name. */
    @Override
    public void close() {
        if (part == null || kept) {
            return;
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw FileTrouble.unwritable(file, e, "; remove " + part);
        }
    }
}
