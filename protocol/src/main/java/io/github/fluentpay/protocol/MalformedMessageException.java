package io.github.fluentpay.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The message cannot be read: not the JSON it should be, or it does not decrypt. It is {@link RetrySafety#SAFE} if the
 * message is a list of platform certificates that a call needed first: the call itself was not sent then.
 */
public final class MalformedMessageException extends WechatPayException {

    private static final long serialVersionUID = 1L;

    /** Says what could not be read, where, and the next step. */
    public MalformedMessageException(String message, RetrySafety retrySafety, @Nullable Throwable cause) {
        super(message, retrySafety, cause);
    }
}
