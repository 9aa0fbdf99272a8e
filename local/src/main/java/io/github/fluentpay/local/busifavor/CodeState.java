package io.github.fluentpay.local.busifavor;

import java.util.Set;

/** The states of an uploaded code, and every legal move between them; the names are the official Java SDK's. */
enum CodeState {
    /** Waits to be sent; the merchant may delete it. */
    AVAILABLE,
    /** A user has the coupon with this code. */
    DISPATCHED;

    /** Where a code may go from here, besides away. */
    Set<CodeState> next() {
        return this == AVAILABLE ? Set.of(DISPATCHED) : Set.of();
    }

    /** Whether it may be deleted. */
    boolean isDeletable() {
        return this == AVAILABLE;
    }
}
