package io.github.fluentpay.notifications;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link NotificationStore} failed: its database cannot be reached, or refuses. The message says at which operation, on
 * which notification, why, and what to do next.
 */
public final class NotificationStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final @Nullable String id;

    /**
     * For stores.
     *
     * @param id of the notification; null if the operation is not about a single one
     * @param cause its message becomes part of this one's
     */
    public NotificationStoreException(Operation operation, @Nullable String id, Throwable cause) {
        super(
                (id == null ? "The notification store" : "Notification " + id) + " " + operation.failure + ": "
                        + reason(cause) + ". Next: " + operation.next,
                cause);
        this.operation = Objects.requireNonNull(operation, "operation");
        this.id = id;
    }

    /** Drivers write several lines, with or without a full stop. */
    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getName()
                : message.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }

    /** What was being done. */
    public Operation operation() {
        return operation;
    }

    /** The notification it was about; empty if it was not about a single one. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** What a store does. */
    public enum Operation {
        /** {@link NotificationStore#claim}. */
        CLAIM("could not be claimed", "answer with a failure, and the platform delivers it again"),
        /** {@link NotificationStore#done}. */
        DONE("could not be marked done", "mark it again, else its handler runs again when the lease is over"),
        /** {@link NotificationStore#release}. */
        RELEASE("could not be released", "nothing, it can be claimed when the lease is over"),
        /** {@link NotificationStore#forget}. */
        FORGET("could not forget what is done", "try again later, until then it only grows"),
        /** Making what the store needs, such as {@link JdbcNotificationStore#createTable}. */
        CREATE("could not be created", "create it by hand, as its documentation shows");

        private final String failure;
        private final String next;

        Operation(String failure, String next) {
            this.failure = failure;
            this.next = next;
        }
    }
}
