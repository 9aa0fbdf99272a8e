package io.github.fluentpay.cli;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.returns.ReturnTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class ImportJson implements ImportFormat {

    /** Who has more unknown names than these need not be told of each. */
    private static final int MOST_WARNINGS = 20;

    private final Map<String, String> wireNames = new HashMap<>();
    private final @Nullable String mchid;
    private final Consumer<String> warnings;
    private final Set<String> unknown = new HashSet<>();

    /** The same as {@link ImportCsv}, where there is no header to be checked. */
    ImportJson(Map<String, String> columns, @Nullable String mchid, Consumer<String> warnings) {
        columns.forEach((wireName, name) -> wireNames.put(name, wireName));
        this.mchid = mchid;
        this.warnings = warnings;
    }

    @Override
    public ReturnTask read(String line) {
        JsonObject json;
        try {
            json = JsonObject.parse(line);
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException("it is not a JSON object: " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>();
        json.fields().forEach((name, value) -> {
            String wireName = wireNames.getOrDefault(name, name);
            if (!ReturnFields.ALL.contains(wireName)) {
                warn(name);
                return;
            }
            String text = text(name, value);
            if (!text.isEmpty()) {
                values.put(wireName, text);
            }
        });
        return ReturnFields.task(ReturnFields.isProductCoupon(values.keySet()), values, mchid);
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value().strip();
        }
        if (value instanceof JsonNumber number) {
            return number.text();
        }
        if (value instanceof JsonNull) {
            return "";
        }
        throw new IllegalArgumentException(Excerpt.of(name) + " is neither a text nor a number");
    }

    private void warn(String name) {
        if (unknown.size() < MOST_WARNINGS && unknown.add(name)) {
            warnings.accept("A field that is not used: " + ReturnFields.unknown(name));
        }
    }
}
