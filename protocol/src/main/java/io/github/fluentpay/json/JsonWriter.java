package io.github.fluentpay.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Values into text without white space; the same value gives the same bytes. */
final class JsonWriter {

    private static final String MASK = "***";

    /** What becomes of secret strings. */
    enum Secrets {
        WRITTEN,
        MASKED
    }

    private final JsonGenerator generator;
    private final Secrets secrets;

    private JsonWriter(JsonGenerator generator, Secrets secrets) {
        this.generator = generator;
        this.secrets = secrets;
    }

    static byte[] bytes(JsonValue value, Secrets secrets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = JsonCore.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonWriter(generator, secrets).write(value);
        }
        return out.toByteArray();
    }

    static String text(JsonValue value, Secrets secrets) {
        return new String(bytes(value, secrets), StandardCharsets.UTF_8);
    }

    private void write(JsonValue value) {
        if (value instanceof JsonObject object) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
                generator.writeName(field.getKey());
                write(field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof JsonArray array) {
            generator.writeStartArray();
            array.forEach(this::write);
            generator.writeEndArray();
        } else if (value instanceof JsonString string) {
            boolean masked = string.isSecret() && secrets == Secrets.MASKED;
            generator.writeString(masked ? MASK : string.value());
        } else if (value instanceof JsonNumber number) {
            generator.writeNumber(number.text());
        } else if (value instanceof JsonBoolean bool) {
            generator.writeBoolean(bool.value());
        } else {
            generator.writeNull();
        }
    }
}
