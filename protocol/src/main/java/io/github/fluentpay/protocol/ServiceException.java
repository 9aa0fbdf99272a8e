package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The platform said no, or something between here and the platform did. Decide by {@link #code()}: it is stable, while
 * the text is not and the status does not tell enough (SYSTEM_ERROR can come under 400).
 */
public final class ServiceException extends WechatPayException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TOO_FREQUENT = Set.of("RATELIMIT_EXCEEDED", "RATE_LIMITED", "FREQUENCY_LIMITED");
    private static final Set<String> MAY_HAVE_ACTED = Set.of("SYSTEM_ERROR", "SERVICE_UNAVAILABLE");

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

    /** The meaning of a refusing reply for the one request that it answers. */
    public enum Meaning {
        /** The platform decided against the request. It has had no effect, and the same request again has none. */
        DECIDED,
        /** The request was too frequent and was not accepted. It has had no effect, and may be sent again later. */
        NOT_ACCEPTED,
        /** The platform may have acted on the request, or the reply is not the platform's. */
        UNKNOWN
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

        /**
         * Answers the meaning of the reply (错误码). The code counts before the status, since SYSTEM_ERROR comes under 400
         * too. A reply without a code is a proxy's, a firewall's or a gateway's: whether the request went on behind them, it
         * does not say.
         */
        public Meaning meaning() {
            if (code == null) {
                return Meaning.UNKNOWN;
            }
            if (TOO_FREQUENT.contains(code)) {
                return Meaning.NOT_ACCEPTED;
            }
            if (MAY_HAVE_ACTED.contains(code) || status >= 500) {
                return Meaning.UNKNOWN;
            }
            // Documented as "not accepted", whatever its code.
            return status == 429 ? Meaning.NOT_ACCEPTED : Meaning.DECIDED;
        }

        /** Leaves detail and body out: they may hold what must not be logged. */
        @Override
        public String toString() {
            return "Refused[" + status + " " + code + ", Request-ID " + requestId + "]";
        }
    }

    /** The reply's fields as one value. */
    public Refused refused() {
        return new Refused(status, code, platformMessage, detail, requestId, body);
    }

    /**
     * What the reply tells of the one request that it answers. {@link #retrySafety()} is about the call: after an earlier
     * attempt that is unsettled it is {@link RetrySafety#UNKNOWN}, although this is {@link Meaning#DECIDED}.
     */
    public Meaning meaning() {
        return refused().meaning();
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
