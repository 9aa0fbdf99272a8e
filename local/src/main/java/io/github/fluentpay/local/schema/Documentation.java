package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Product;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue's APIv3 operations, and the examples of their requests by name. Immutable. */
final class Documentation {

    /** So many examples of one name are enough to find one that fits. */
    private static final int MAX_EXAMPLES = 16;

    private record Example(String product, JsonValue value) {}

    private final List<Operation> operations;
    private final Map<String, List<Example>> examples = new HashMap<>();

    /** Read once for all of a process: it takes some tenths of a second. */
    private static final class Read {
        private static final Documentation ALL = new Documentation(Catalogue.load());
    }

    static Documentation read() {
        return Read.ALL;
    }

    private Documentation(Catalogue catalogue) {
        this.operations = catalogue.operations().stream()
                .filter(operation -> operation.version() == Version.V3)
                .toList();
        for (Operation operation : operations) {
            String product = Product.pathOf(operation.path());
            note(product, operation.request());
            note(product, operation.query());
            note(product, operation.pathVariables());
        }
    }

    private void note(String product, List<Field> fields) {
        for (Field field : fields) {
            JsonValue value = field.example();
            // An example of a sealed text is the sealed text.
            if (value != null && tells(value) && field.encryption() == null) {
                List<Example> noted = examples.computeIfAbsent(field.name(), first -> new ArrayList<>());
                Example example = new Example(product, value);
                if (noted.size() < MAX_EXAMPLES && !noted.contains(example)) {
                    noted.add(example);
                }
            }
            note(product, field.fields());
        }
    }

    private static boolean tells(JsonValue value) {
        return value instanceof JsonNumber
                || (value instanceof JsonString text && !text.value().isBlank());
    }

    List<Operation> operations() {
        return operations;
    }

    /** Documented values of that name, those of the same product first. */
    Stream<JsonValue> examples(String product, String name) {
        List<Example> noted = examples.getOrDefault(name, List.of());
        return Stream.concat(
                        noted.stream().filter(example -> example.product.equals(product)),
                        noted.stream().filter(example -> !example.product.equals(product)))
                .map(Example::value);
    }
}
