package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/**
 * What to answer a notification with (回调应答). The platform wants it within 5 seconds; after anything but a 2xx it delivers
 * the notification again, on the schedule of its kind.
 *
 * @param status HTTP status
 * @param json the body, {@code application/json}
 */
public record NotificationAnswer(int status, JsonObject json) {

    /** The media type of {@link #body()}. */
    public static final String CONTENT_TYPE = "application/json";

    private static final int LONGEST_MESSAGE = 200;

    /** It was taken: the platform does not deliver it again. */
    public static NotificationAnswer success() {
        return new NotificationAnswer(200, JsonObject.of("code", "SUCCESS", "message", "OK"));
    }

    /**
     * It was not taken: the platform delivers it again.
     *
     * @param status 400 to 599
     * @param message for whoever reads the platform's records: no secret, and nothing of the inside of a program
     */
    public static NotificationAnswer failure(int status, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "status is " + status + "; a failure is answered with 400 to 599, else it is taken for a success");
        }
        return new NotificationAnswer(
                status, JsonObject.of("code", "FAIL", "message", OneLine.of(message, LONGEST_MESSAGE)));
    }

    /**
     * The answer to a notification that failed: 401 if it cannot be trusted, 400 if it cannot be read, 500 for a failure of
     * another kind, such as the reply to a call of yours that cannot be trusted. It says no more than that, since anybody can
     * send a notification. What a stage of a {@code CompletableFuture} wrapped its failure in is taken off:
     *
     * <pre>{@code
     * notifications.receiveAsync(request)
     *         .thenApply(event -> take(event))
     *         .exceptionally(NotificationAnswer::failure);
     * }</pre>
     */
    public static NotificationAnswer failure(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return failure(failure.getCause());
        }
        if (failure instanceof ValidationException refused && isAbout(failure, NotificationReader.SUBJECT)) {
            return failure(401, "The signature was refused: " + refused.reason());
        }
        boolean isUnreadable = failure instanceof MalformedMessageException
                && (isAbout(failure, NotificationReader.SUBJECT) || isAbout(failure, AeadCipher.SUBJECT));
        return isUnreadable
                ? failure(400, "The notification cannot be read")
                : failure(500, "The notification was not taken");
    }

    /** A handler's own calls fail with exceptions of the same types, and then nothing is wrong with the notification. */
    private static boolean isAbout(Throwable failure, String subject) {
        return String.valueOf(failure.getMessage()).startsWith(subject + " ");
    }

    /** Whether the platform takes it for a success. */
    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** The bytes of the body; a new array at each call. */
    public byte[] body() {
        return json.toJson().getBytes(StandardCharsets.UTF_8);
    }
}
