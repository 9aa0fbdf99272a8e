package io.github.fluentpay.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No byte of the request has left this machine. */
public class RequestNotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public RequestNotSentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
