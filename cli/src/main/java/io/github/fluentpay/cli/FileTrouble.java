package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, in words: the messages of most of these exceptions are its name alone. */
final class FileTrouble {

    private FileTrouble() {}

    static String reason(Exception failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return reason(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "that is not allowed";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file or folder of that name";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    /** The same for a file that is read. */
    static SettingsException unreadable(Path file, IOException e) {
        return e instanceof NoSuchFileException
                ? new SettingsException("There is no such file: " + ShownValue.missing(file))
                : new SettingsException(ShownValue.of(file) + " cannot be read: " + reason(e), causeOf(e));
    }

    /** The same for a file that is written. */
    static SettingsException unwritable(Path file, Exception e) {
        return unwritable(file, e, "");
    }

    /** @param next what to do, after the reason */
    static SettingsException unwritable(Path file, Exception e, String next) {
        return new SettingsException(ShownValue.of(file) + " cannot be written: " + reason(e) + next, causeOf(e));
    }

    /** The message of these is the path, in whose place a secret may have been given. */
    private static @Nullable Exception causeOf(Exception e) {
        return e instanceof FileSystemException || e.getCause() instanceof FileSystemException ? null : e;
    }
}
