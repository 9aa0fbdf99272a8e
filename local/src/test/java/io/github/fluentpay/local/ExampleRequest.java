package io.github.fluentpay.local;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A documented request with the catalogue's examples; what is to be sealed is plain until it is sent. */
record ExampleRequest(Operation operation, JsonObject path, JsonObject query, JsonObject body) {

    static ExampleRequest of(Operation operation) {
        return new ExampleRequest(
                operation,
                Examples.of(operation.pathVariables()),
                Examples.of(operation.query()),
                Examples.of(operation.request()));
    }

    ExampleRequest withPath(JsonObject other) {
        return new ExampleRequest(operation, other, query, body);
    }

    ExampleRequest withQuery(JsonObject other) {
        return new ExampleRequest(operation, path, other, body);
    }

    ExampleRequest withBody(JsonObject other) {
        return new ExampleRequest(operation, path, query, other);
    }

    TestCaller.Answer send(TestCaller caller, VerifyingKey key) {
        List<String> headers = new ArrayList<>(List.of("Wechatpay-Serial", key.serial()));
        Examples.of(operation.headers().stream().filter(Field::required).toList())
                .fields()
                .forEach((name, value) -> headers.addAll(List.of(name, text(value))));
        PrivacyEncryptor encryptor = new PrivacyEncryptor(key);
        String sent = operation.body() == BodyKind.NONE
                ? ""
                : sealed(operation.request(), body, encryptor).toJson();
        String target = target(sealed(operation.query(), query, encryptor));
        return caller.send(operation.verb().name(), target, sent, headers.toArray(String[]::new));
    }

    String target(JsonObject query) {
        String filled = "/" + operation.path();
        for (var variable : path.fields().entrySet()) {
            filled = filled.replace("{" + variable.getKey() + "}", encoded(variable.getValue()));
        }
        List<String> pairs = new ArrayList<>();
        query.fields().forEach((name, value) -> {
            List<JsonValue> values = value instanceof JsonArray array ? array.values() : List.of(value);
            values.forEach(one -> pairs.add(name + "=" + encoded(one)));
        });
        return pairs.isEmpty() ? filled : filled + "?" + String.join("&", pairs);
    }

    private static String encoded(JsonValue value) {
        return URLEncoder.encode(text(value), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.value() : value.toJson();
    }

    private static JsonObject sealed(List<Field> fields, JsonObject object, PrivacyEncryptor encryptor) {
        JsonObject sealed = object;
        for (Field field : fields) {
            JsonValue value = object.get(field.name());
            if (value != null) {
                sealed = sealed.with(field.name(), sealed(field, value, encryptor));
            }
        }
        return sealed;
    }

    private static JsonValue sealed(Field field, JsonValue value, PrivacyEncryptor encryptor) {
        if (value instanceof JsonArray array) {
            return JsonValue.of(array.values().stream()
                    .map(item -> sealed(field, item, encryptor))
                    .toList());
        }
        if (value instanceof JsonObject object) {
            return sealed(field.fields(), object, encryptor);
        }
        return field.encryption() == Encryption.PLATFORM_PUBLIC_KEY && value instanceof JsonString text
                ? JsonString.of(encryptor.seal(text.value()))
                : value;
    }
}
