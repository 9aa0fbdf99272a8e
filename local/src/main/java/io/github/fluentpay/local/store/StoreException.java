package io.github.fluentpay.local.store;

/** The database failed. Nothing of the transaction has happened, unless the message says that this is not known. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
