package io.github.fluentpay.local;

/**
 * LocalPay cannot start, or what it was asked cannot be done. The message is one line for the person who started it:
 * what is wrong, and the cure.
 */
public final class LocalPayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalPayException(String message) {
        super(message);
    }

    LocalPayException(String message, Throwable cause) {
        super(message, cause);
    }
}
