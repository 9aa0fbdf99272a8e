package io.github.fluentpay.catalogue;

import org.jspecify.annotations.Nullable;

/** A file of the catalogue that cannot be read; the message names file, place and reason. */
public final class InvalidCatalogueException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    InvalidCatalogueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
