package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A notification (回调通知) that was verified and decrypted: there is no other way to one. Immutable.
 *
 * <p>The same one can come several times, and twice at once: {@link #id()} tells.
 */
public final class Notification {

    private static final int LONGEST = 64;

    private final JsonObject envelope;
    private final JsonObject resource;
    private final String signedBy;

    Notification(JsonObject envelope, JsonObject resource, String signedBy) {
        this.envelope = envelope;
        this.resource = resource;
        this.signedBy = signedBy;
    }

    /** Names this notification, the same at every delivery. */
    public String id() {
        return text("id");
    }

    /** What happened: {@code TRANSACTION.SUCCESS}, {@code COUPON.SEND}; empty if that was not said. */
    public String eventType() {
        return text("event_type");
    }

    /** When the notification was made; null if the platform did not say so in its usual form. */
    public @Nullable OffsetDateTime createTime() {
        try {
            return OffsetDateTime.parse(text("create_time"));
        } catch (DateTimeParseException otherForm) {
            return null;
        }
    }

    /** The platform's short text about it; empty if there is none. */
    public String summary() {
        return text("summary");
    }

    /** What kind of thing {@link #resource()} is, {@code transaction}; empty if that was not said. */
    public String originalType() {
        return envelope.get("resource") instanceof JsonObject sealed ? text(sealed, "original_type") : "";
    }

    /**
     * What it is about, decrypted; the fields depend on {@link #eventType()}. Its texts are
     * {@linkplain io.github.fluentpay.json.JsonString#secret secret}: no {@code toString()} shows them.
     */
    public JsonObject resource() {
        return resource;
    }

    /** The body as received, its resource still sealed. */
    public JsonObject envelope() {
        return envelope;
    }

    /** The serial of the key whose signature was verified: {@code PUB_KEY_ID_…} or a certificate's serial number. */
    public String signedBy() {
        return signedBy;
    }

    private String text(String name) {
        return text(envelope, name);
    }

    /** What is not text is no reason to lose a notification that is signed and opens. */
    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.value() : "";
    }

    /** Its id and type; nothing of what it is about. */
    @Override
    public String toString() {
        return "Notification[" + OneLine.of(id(), LONGEST) + ", " + OneLine.of(eventType(), LONGEST) + "]";
    }
}
