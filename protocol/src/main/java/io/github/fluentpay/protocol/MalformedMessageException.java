package io.github.fluentpay.protocol;

import org.jspecify.annotations.Nullable;

/** The message cannot be read: not the JSON it should be, or it does not decrypt. */
public final class MalformedMessageException extends WechatPayException {

    private static final long serialVersionUID = 1L;

    /** Says what could not be read, where, and the next step. */
    public MalformedMessageException(String message, RetrySafety retrySafety, @Nullable Throwable cause) {
        super(message, retrySafety, cause);
    }
}
