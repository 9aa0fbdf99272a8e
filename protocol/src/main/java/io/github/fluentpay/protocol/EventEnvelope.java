package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a gateway, function service or queue around a body: a field {@code body}, {@code payload} or of another name has
 * it, as text, as Base64 or as JSON. Services differ in their names and flags, so every field is looked into.
 */
final class EventEnvelope implements BodyLayer {

    static final String NAME = "the whole event of a gateway, function service or queue";

    private static final String CHANGE = "the body is " + NAME;

    /** More fields than any of these events has. */
    private static final int MOST_FIELDS = 40;

    @Override
    public Stream<Undone> undo(LayeredBody body) {
        JsonObject json = body.json();
        if (json == null || isNotification(json)) {
            return Stream.empty();
        }
        return json.fields().entrySet().stream().limit(MOST_FIELDS).flatMap(EventEnvelope::content);
    }

    private static boolean isNotification(JsonObject json) {
        return json.get("resource") instanceof JsonObject;
    }

    private static Stream<Undone> content(Map.Entry<String, JsonValue> field) {
        String cure = "pass the bytes of its field \"" + OneLine.of(field.getKey(), 32) + "\"";
        if (field.getValue() instanceof JsonString text) {
            byte[] decoded = Wrapping.decoded(text.value().strip());
            return decoded == null
                    ? undone(looksLikeJson(text.value()) ? text.value() : null, cure)
                    : Stream.of(new Undone(new LayeredBody(decoded), CHANGE, cure + ", decoded from Base64"));
        }
        return undone(field.getValue() instanceof JsonObject object ? object.toJson() : null, cure);
    }

    private static boolean looksLikeJson(String text) {
        return text.strip().startsWith("{");
    }

    private static Stream<Undone> undone(@Nullable String content, String cure) {
        return content == null ? Stream.empty() : Stream.of(new Undone(LayeredBody.of(content), CHANGE, cure));
    }
}
