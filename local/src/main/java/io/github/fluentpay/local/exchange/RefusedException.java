package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.JsonObject;

/**
 * A request that is answered with an error. The message goes to the caller: it names fields and never quotes a body or
 * a secret.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int internalNumber;
    private final transient JsonObject detail;

    /** Without detail. */
    public RefusedException(ErrorCode code, String message) {
        this(code, message, JsonObject.empty());
    }

    /** With detail; an empty one is left out of the reply. */
    public RefusedException(ErrorCode code, String message, JsonObject detail) {
        this(code, code.internalNumber(), message, detail);
    }

    /** With a number of its own at the end of {@code Request-ID}. */
    public RefusedException(ErrorCode code, int internalNumber, String message) {
        this(code, internalNumber, message, JsonObject.empty());
    }

    private RefusedException(ErrorCode code, int internalNumber, String message, JsonObject detail) {
        // A refusal is an answer, not a fault: no stack trace is kept.
        super(message, null, false, false);
        this.code = code;
        this.internalNumber = internalNumber;
        this.detail = detail;
    }

    /** The code. */
    public ErrorCode code() {
        return code;
    }

    /** The number at the end of {@code Request-ID}. */
    public int internalNumber() {
        return internalNumber;
    }

    /** What {@code detail} shows. */
    public JsonObject detail() {
        return detail;
    }

    /** The message. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
