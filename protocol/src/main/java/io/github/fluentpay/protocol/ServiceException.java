package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The platform said no, or something between here and the platform did. Decide by {@link #code()}: it is stable, while
 * the text is not and the status does not tell enough (SYSTEM_ERROR can come under 400).
 */
public final class ServiceException extends WechatPayException {

    private static final long serialVersionUID = 1L;

    /** Enough for every documented text; more would be a page of a gateway. */
    private static final int LONGEST_QUOTE = 300;

    private final int status;
    private final @Nullable String code;
    private final @Nullable String platformMessage;
    private final transient @Nullable JsonValue detail;
    private final @Nullable String requestId;
    private final String body;

    /**
     * @param endpoint verb and path as the caller wrote it: {@code POST v3/marketing/…}
     * @param error what the reply said of itself
     */
    public ServiceException(String endpoint, Refused error, RetrySafety retrySafety) {
        this(endpoint, error, retrySafety, NextStep.after(error));
    }

    /** @param nextStep what to do now, in place of what the code alone says */
    public ServiceException(String endpoint, Refused error, RetrySafety retrySafety, String nextStep) {
        super(describe(endpoint, error, nextStep), retrySafety, null);
        this.status = error.status();
        this.code = error.code();
        this.platformMessage = error.message();
        this.detail = error.detail();
        this.requestId = error.requestId();
        this.body = error.body();
    }

    /**
     * What a refusing reply says; everything but the status may be missing, for example behind a gateway.
     *
     * @param status HTTP status
     * @param code the platform's error code, {@code INVALID_REQUEST}
     * @param message its text
     * @param detail its detail, of any shape
     * @param requestId the header {@code Request-ID}
     * @param body the raw body, as text
     */
    public record Refused(
            int status,
            @Nullable String code,
            @Nullable String message,
            @Nullable JsonValue detail,
            @Nullable String requestId,
            String body) {

        /** Leaves detail and body out: they may hold what must not be logged. */
        @Override
        public String toString() {
            return "Refused[" + status + " " + code + ", Request-ID " + requestId + "]";
        }
    }

    /** HTTP status, 300 to 599. */
    public int status() {
        return status;
    }

    /** The platform's error code, for example {@code INVALID_REQUEST}; null if the body had none. */
    public @Nullable String code() {
        return code;
    }

    /** The platform's text; null if the body had none. May echo user input: escape it before you show it. */
    public @Nullable String platformMessage() {
        return platformMessage;
    }

    /** What exactly the platform objects to, often {@code field}, {@code issue}, {@code location}; null if not said. */
    public @Nullable JsonValue detail() {
        return detail;
    }

    /** The header {@code Request-ID}, which the platform's support asks for; null if there was none. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** The raw body, bytes that are not UTF-8 replaced; empty if there was none. Not part of the message. */
    public String body() {
        return body;
    }

    private static String describe(String endpoint, Refused error, String nextStep) {
        StringBuilder text =
                new StringBuilder(endpoint).append(" was refused: HTTP ").append(error.status());
        if (error.code() != null) {
            text.append(' ').append(oneLine(error.code()));
        }
        if (error.message() != null) {
            text.append(" \"").append(oneLine(error.message())).append('"');
        }
        if (error.requestId() != null) {
            text.append(" (Request-ID ").append(oneLine(error.requestId())).append(')');
        }
        return text.append(". ").append(nextStep).toString();
    }

    private static String oneLine(String text) {
        return OneLine.of(text.strip(), LONGEST_QUOTE);
    }
}
