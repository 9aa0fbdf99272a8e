package io.github.fluentpay.protocol;

import org.jspecify.annotations.Nullable;

/**
 * No answer: the connection failed, broke, or took too long. {@link #retrySafety()} is {@link RetrySafety#SAFE} when
 * the request certainly never left, and {@link RetrySafety#UNKNOWN} when the platform may have acted.
 */
public final class TransportException extends WechatPayException {

    private static final long serialVersionUID = 1L;

    /** Says what failed, where, and the next step. */
    public TransportException(String message, RetrySafety retrySafety, @Nullable Throwable cause) {
        super(message, retrySafety, cause);
    }
}
