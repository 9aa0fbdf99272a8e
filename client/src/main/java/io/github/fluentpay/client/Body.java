package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, encoded once.
 *
 * @param sent the bytes; empty if there are none
 * @param signed those of them that are signed: all, or the meta part of an upload
 * @param type the Content-Type; null if there is no body
 */
@SuppressWarnings("ArrayRecordComponent") // signed and sent as they are; bodies are not compared
record Body(byte[] sent, byte[] signed, @Nullable String type) {

    static final String JSON = "application/json";
    static final Body NONE = new Body(new byte[0], new byte[0], null);

    static Body of(JsonObject json) {
        return json(json.toBytes());
    }

    /** JSON text, sent as it is. */
    static Body ofText(String json) {
        return json(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Body json(byte[] bytes) {
        return new Body(bytes, bytes, JSON);
    }

    boolean isUpload() {
        return type != null && type.startsWith("multipart/");
    }

    @Override
    public String toString() {
        return "Body[" + sent.length + " bytes, " + type + "]";
    }
}
