package io.github.fluentpay.interop;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was sent, as values: the order of a query and of a body's fields does not count. */
record SentRequest(String method, String path, Map<String, String> query, JsonObject body) {

    /** In Base64, what RSA-OAEP makes of a key of 2048 bits. */
    private static final int SEALED_LENGTH = 344;

    static SentRequest of(String method, URI url, String body) {
        Map<String, String> query = new TreeMap<>();
        if (url.getRawQuery() != null) {
            for (String pair : url.getRawQuery().split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new SentRequest(
                method, url.getRawPath(), query, body.isEmpty() ? JsonObject.empty() : JsonObject.parse(body));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** With every sealed string opened: sealing is random. */
    SentRequest opened(PrivacyDecryptor decryptor) {
        return new SentRequest(method, path, query, (JsonObject) opened(body, decryptor));
    }

    private static JsonValue opened(JsonValue value, PrivacyDecryptor decryptor) {
        if (value instanceof JsonObject object) {
            Map<String, Object> fields = new LinkedHashMap<>();
            object.fields().forEach((name, field) -> fields.put(name, opened(field, decryptor)));
            return JsonObject.from(fields);
        }
        if (value instanceof JsonArray array) {
            return JsonArray.of(
                    array.values().stream().map(item -> opened(item, decryptor)).toArray());
        }
        boolean sealed = value instanceof JsonString text && text.value().length() == SEALED_LENGTH;
        return sealed && value instanceof JsonString text ? JsonString.of(decryptor.open(text.value())) : value;
    }
}
