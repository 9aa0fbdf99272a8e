package io.github.fluentpay.cli;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A profile, key or file cannot be used, and nothing was sent; the message says which and why. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        this(message, null);
    }

    SettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What is refused while settings are read is about the settings; the same exceptions later are not. */
    static <T> T reading(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new SettingsException(String.valueOf(e.getMessage()), e);
        }
    }
}
