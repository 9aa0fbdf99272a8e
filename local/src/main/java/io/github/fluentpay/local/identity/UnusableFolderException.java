package io.github.fluentpay.local.identity;

/** A data folder that cannot be used. The message is one line: what is wrong, and the cure. */
public final class UnusableFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableFolderException(String message, Throwable cause) {
        super(message, cause);
    }

    UnusableFolderException(String message) {
        super(message);
    }
}
