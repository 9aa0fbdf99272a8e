package io.github.fluentpay.cli;

/** A file named on the command line cannot be read or written; the message says which and why. */
final class UnusableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
