package io.github.fluentpay.typed;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;

/** JSON values as a query takes them. */
final class Plain {

    private Plain() {}

    static Object value(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.values().stream().map(Plain::value).toList();
        }
        return value instanceof JsonObject ? value : text(value);
    }

    static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        if (value instanceof JsonNumber number) {
            return number.text();
        }
        return value instanceof JsonBoolean bool ? Boolean.toString(bool.value()) : value.toJson();
    }
}
