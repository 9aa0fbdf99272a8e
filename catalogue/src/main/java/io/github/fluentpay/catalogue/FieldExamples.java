package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Documented values of APIv3 request fields, by the field's name. An example that says nothing is left out, and so is one of a
 * sealed field. Immutable.
 *
 * <p>A line of its file is a name, a product and a value as JSON, separated by tabs.
 */
final class FieldExamples {

    /** So many examples of one name are enough to find one that fits. */
    private static final int MOST = 16;

    private static final String VALUE = "value";

    /** The value stays text until it is needed. */
    private record Example(String product, String json) {

        JsonValue value() {
            return Objects.requireNonNull(
                    JsonObject.parse("{\"" + VALUE + "\":" + json + "}").get(VALUE));
        }
    }

    private final Map<String, List<Example>> byName;

    private FieldExamples(Map<String, List<Example>> byName) {
        this.byName = byName;
    }

    static FieldExamples of(Collection<Operation> operations) {
        Map<String, List<Example>> byName = new LinkedHashMap<>();
        for (Operation operation : operations) {
            if (operation.version() == Version.V3) {
                String product = Product.pathOf(operation.path());
                note(product, operation.request(), byName);
                note(product, operation.query(), byName);
                note(product, operation.pathVariables(), byName);
            }
        }
        return new FieldExamples(byName);
    }

    private static void note(String product, List<Field> fields, Map<String, List<Example>> byName) {
        for (Field field : fields) {
            JsonValue value = field.example();
            if (value != null && says(value) && field.encryption() == null) {
                List<Example> noted = byName.computeIfAbsent(field.name(), first -> new ArrayList<>());
                Example example = new Example(product, value.toJson());
                if (noted.size() < MOST && !noted.contains(example)) {
                    noted.add(example);
                }
            }
            note(product, field.fields(), byName);
        }
    }

    private static boolean says(JsonValue value) {
        return value instanceof JsonNumber
                || (value instanceof JsonString text && !text.value().isBlank());
    }

    /** The values of one name, those of {@code product} first. */
    Stream<JsonValue> of(String product, String name) {
        List<Example> noted = byName.getOrDefault(name, List.of());
        return Stream.concat(
                        noted.stream().filter(example -> example.product.equals(product)),
                        noted.stream().filter(example -> !example.product.equals(product)))
                .map(Example::value);
    }

    List<String> lines() {
        return byName.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(example -> entry.getKey() + "\t" + example.product + "\t" + example.json))
                .toList();
    }

    static FieldExamples parse(Stream<String> lines) {
        Map<String, List<Example>> byName = new HashMap<>();
        lines.forEach(line -> {
            String[] fields = line.split("\t", 3);
            byName.computeIfAbsent(fields[0], first -> new ArrayList<>()).add(new Example(fields[1], fields[2]));
        });
        return new FieldExamples(byName);
    }
}
