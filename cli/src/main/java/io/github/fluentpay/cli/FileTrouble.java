package io.github.fluentpay.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    /** The same for a file that is read. */
    static SettingsException unreadable(Object file, IOException e) {
        return new SettingsException(file + " cannot be read: " + reason(e), e);
    }
}
