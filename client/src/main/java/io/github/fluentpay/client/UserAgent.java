package io.github.fluentpay.client;

import org.jspecify.annotations.Nullable;

/** The header {@code User-Agent}; the platform's support asks for it. */
final class UserAgent {

    static final String DEFAULT =
            "FluentPay/" + version() + " Java/" + Runtime.version().feature();

    private UserAgent() {}

    static String with(String application) {
        boolean printable = !application.isBlank() && application.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
        if (!printable) {
            throw new IllegalArgumentException("The application's name must be printable ASCII and not blank");
        }
        return DEFAULT + " " + application.strip();
    }

    private static String version() {
        @Nullable String version = UserAgent.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
