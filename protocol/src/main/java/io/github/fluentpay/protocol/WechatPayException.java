package io.github.fluentpay.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that a call or a notification can end in. The four kinds are the four things a caller does
 * differently; misuse is an {@link IllegalArgumentException} or {@link IllegalStateException} instead, thrown before
 * anything is sent.
 *
 * <p>A message says what failed, where, and what to do next. It never holds a key, a signature, an Authorization value
 * or a body.
 */
public abstract sealed class WechatPayException extends RuntimeException
        permits TransportException, ServiceException, ValidationException, MalformedMessageException {

    private static final long serialVersionUID = 1L;

    private final RetrySafety retrySafety;

    WechatPayException(String message, RetrySafety retrySafety, @Nullable Throwable cause) {
        super(message, cause);
        this.retrySafety = retrySafety;
    }

    /** Whether the same call may be made again. */
    public RetrySafety retrySafety() {
        return retrySafety;
    }
}
