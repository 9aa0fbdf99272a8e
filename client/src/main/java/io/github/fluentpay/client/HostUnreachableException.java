package io.github.fluentpay.client;

import org.jspecify.annotations.Nullable;

/** No connection to the host could be opened, so nothing was sent; another host may be tried. */
public final class HostUnreachableException extends RequestNotSentException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public HostUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
