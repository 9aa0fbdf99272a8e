package io.github.fluentpay.returns;

import org.jspecify.annotations.Nullable;

/** The ledger's database fails, or is not one that this version can use. The message says which, and what to do. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        this(message, null);
    }

    LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
