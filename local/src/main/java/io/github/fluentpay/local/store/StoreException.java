package io.github.fluentpay.local.store;

/** The database failed; nothing of the transaction has happened. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
