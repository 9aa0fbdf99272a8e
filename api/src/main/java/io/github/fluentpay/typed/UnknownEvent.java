package io.github.fluentpay.typed;

import io.github.fluentpay.protocol.Notification;

/**
 * A notification of a kind that is not documented, or newer than this version: {@link #json()} has everything that was
 * sent, and {@code notification().eventType()} says what it is.
 */
public final class UnknownEvent extends EventView {

    /** For generated code. */
    public UnknownEvent(Notification notification) {
        super(notification);
    }
}
