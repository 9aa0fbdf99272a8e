package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what a catalogue should not have. What the platform's own pages have wrong is no reason to fail: it is listed
 * once, with its reason, in {@code oddities.json}, and an oddity that is gone fails too.
 */
final class Linter {

    private static final Comparator<Operation> ORDER =
            Comparator.comparing(Operation::path).thenComparing(Operation::verb);

    private final Set<String> findings = new TreeSet<>();
    private final Set<String> ids;

    private Linter(Catalogue catalogue) {
        this.ids = catalogue.operations().stream().map(Operation::id).collect(Collectors.toUnmodifiableSet());
    }

    /** All findings, sorted: {@code GET v3/x: query/y: what is wrong}. */
    static Set<String> findings(Catalogue catalogue) {
        Linter linter = new Linter(catalogue);
        catalogue.operations().forEach(linter::operation);
        catalogue.events().forEach(linter::event);
        linter.samePathByAnotherName(catalogue);
        linter.products(catalogue);
        return linter.findings;
    }

    private void operation(Operation operation) {
        String id = operation.id();
        bodies(operation);
        variables(operation);
        operation.lifecycle().replacedBy().forEach(path -> {
            if (path.isBlank()) {
                add(id, "its successor is blank");
            }
        });
        fields(id, "pathVariables", operation.pathVariables());
        fields(id, "query", operation.query());
        fields(id, "headers", operation.headers());
        fields(id, "request", operation.request());
        fields(id, "response", operation.response());
        fields(id, "errorResponse", operation.errorResponse());
        operation.idempotency().stream()
                .filter(name -> operation.request().stream()
                                .noneMatch(field -> field.name().equals(name))
                        && operation.query().stream()
                                .noneMatch(field -> field.name().equals(name)))
                .forEach(name -> add(id, "its idempotency field " + name + " is no field of it"));
        String settledBy = operation.settledBy();
        if (settledBy != null && (!settledBy.startsWith("GET ") || !ids.contains(settledBy))) {
            add(id, "it is settled by " + settledBy + ", which is no query that is documented");
        }
        if (operation.docs().isEmpty()) {
            add(id, "no official page");
        }
    }

    private void bodies(Operation operation) {
        String id = operation.id();
        boolean bodyExpected = operation.body() != BodyKind.NONE;
        if (bodyExpected && operation.request().isEmpty()) {
            add(id, "a body without fields");
        }
        if (!bodyExpected && !operation.request().isEmpty()) {
            add(id, "fields of a body that it does not have");
        }
        boolean replyExpected = operation.reply() == ReplyKind.JSON || operation.reply() == ReplyKind.XML;
        if (replyExpected && operation.response().isEmpty()) {
            add(id, "a reply without fields");
        }
        if (!replyExpected && !operation.response().isEmpty()) {
            add(id, "fields of a reply that it does not have");
        }
    }

    private void variables(Operation operation) {
        Set<String> documented = new LinkedHashSet<>();
        operation.pathVariables().forEach(field -> documented.add(field.name()));
        for (String variable : operation.variables()) {
            if (!documented.remove(variable)) {
                add(operation.id(), "the variable {" + variable + "} is no documented path variable");
            }
        }
        documented.forEach(name -> add(operation.id(), "the path variable " + name + " is not in the path"));
    }

    private void event(Event event) {
        fields(event.name(), "envelope", event.envelope());
        fields(event.name(), "resource", event.resource());
        if (event.envelope().isEmpty()) {
            add(event.name(), "an event without fields");
        }
    }

    private void fields(String id, String place, List<Field> fields) {
        Map<String, String> names = new HashMap<>();
        for (Field field : fields) {
            String here = place + "/" + field.name();
            String other = names.put(plain(field.name()), field.name());
            if (other != null) {
                add(id, here + ": two names for one thing: " + other + " and " + field.name());
            }
            field(id, here, field);
            fields(id, here, field.fields());
        }
    }

    /** As a method's name would be: without marks, in lower case. */
    private static String plain(String name) {
        return name.replaceAll("[-_$]", "").toLowerCase(Locale.ROOT);
    }

    private void field(String id, String here, Field field) {
        boolean structured = field.type() == FieldType.OBJECT || field.items() == FieldType.OBJECT;
        if (structured && field.fields().isEmpty() && field.format() != Format.BINARY) {
            add(id, here + ": an object without fields");
        }
        if (!structured && !field.fields().isEmpty() && field.encoding() == null) {
            add(id, here + ": fields inside a " + field.type());
        }
        boolean values = field.example() != null && !field.enumeration().isEmpty();
        if (values && !exampleValues(field).stream().allMatch(value -> isIn(field.enumeration(), value))) {
            add(id, here + ": the example " + field.example() + " is not in its enumeration");
        }
        field.enumeration().stream()
                .filter(value -> !isListable(field, value))
                .findFirst()
                .ifPresent(
                        value -> add(id, here + ": its enumeration has " + value + ", the type is " + scalar(field)));
        if (field.closed() && field.enumeration().isEmpty()) {
            add(id, here + ": closed, without an enumeration");
        }
        if (field.example() != null && !fits(field.example(), field)) {
            add(id, here + ": the example does not fit its length, range or characters");
        }
        if (field.example() != null && !isOfType(field, field.example())) {
            add(id, here + ": the example is " + field.example().kind() + ", the type " + field.type());
        }
    }

    private static boolean fits(JsonValue example, Field field) {
        if (example instanceof JsonArray array) {
            return field.length().contains(array.size())
                    && array.values().stream().allMatch(value -> isAllowed(value, field));
        }
        boolean tooLong = example instanceof JsonString string
                && !field.length().contains(string.value().codePoints().count());
        return !tooLong && isAllowed(example, field);
    }

    private static boolean isAllowed(JsonValue value, Field field) {
        if (value instanceof JsonString string) {
            return field.characters() == null || string.value().matches(field.characters());
        }
        return !(value instanceof JsonNumber number)
                || !field.range().isBounded()
                || field.range().contains(number.longValue());
    }

    private static List<JsonValue> exampleValues(Field field) {
        return field.example() instanceof JsonArray array ? array.values() : List.of(field.example());
    }

    private static boolean isIn(List<JsonValue> enumeration, JsonValue value) {
        return enumeration.stream().anyMatch(one -> text(one).equals(text(value)));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.value() : value.toJson();
    }

    private static FieldType scalar(Field field) {
        return field.items() == null ? field.type() : field.items();
    }

    private static boolean isListable(Field field, JsonValue value) {
        return switch (scalar(field)) {
            case STRING -> value instanceof JsonString;
            case INTEGER, NUMBER -> value instanceof JsonNumber;
            case BOOLEAN -> value instanceof JsonBoolean;
            case OBJECT, ARRAY -> false;
        };
    }

    private static boolean isOfType(Field field, JsonValue example) {
        return switch (field.type()) {
            case STRING -> example instanceof JsonString || field.encoding() != null;
            // APIv2 is XML, where everything is text.
            case INTEGER, NUMBER -> !(example instanceof JsonArray || example instanceof JsonObject);
            case BOOLEAN -> !(example instanceof JsonArray || example instanceof JsonObject);
            case OBJECT -> example instanceof JsonObject;
            case ARRAY -> example instanceof JsonArray;
        };
    }

    private void samePathByAnotherName(Catalogue catalogue) {
        Map<String, Operation> byShape = new HashMap<>();
        for (Operation operation : catalogue.operations()) {
            Operation other = byShape.put(operation.id().replaceAll("\\{[^}]+}", "{}"), operation);
            if (other != null) {
                add(operation.id(), "two names for one thing: " + other.path());
            }
        }
    }

    private void products(Catalogue catalogue) {
        Map<String, Product> byName = new HashMap<>();
        for (Product product : catalogue.products()) {
            Product other = byName.put(product.version() + "/" + product.name(), product);
            if (other != null) {
                add(product.path(), "two products of one name: " + other.path());
            }
            product.operations().forEach(operation -> {
                if (!Product.pathOf(operation.path()).equals(product.path())) {
                    add(operation.id(), "belongs to " + Product.pathOf(operation.path()));
                }
            });
            List<Operation> sorted =
                    product.operations().stream().sorted(ORDER).distinct().toList();
            if (!product.operations().equals(sorted)) {
                add(product.path(), "its operations are not sorted, or stand twice");
            }
        }
    }

    private void add(String id, String problem) {
        findings.add(id + ": " + problem);
    }
}
