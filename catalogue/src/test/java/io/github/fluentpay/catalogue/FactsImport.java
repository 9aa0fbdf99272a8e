package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the catalogue's files from two lists of facts, {@code endpoints.jsonl} and {@code webhooks.jsonl}, one JSON object
 * a line. A newer copy of the facts is merged by running this over the repository's files and reviewing the difference;
 * overlays and oddities are a person's and stay as they are.
 *
 * <pre>{@code
 * mvn -q -pl catalogue -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp "catalogue/target/test-classes:catalogue/target/classes:$(cat catalogue/target/classpath)" \
 *     io.github.fluentpay.catalogue.FactsImport FACTS catalogue/src/main/resources/io/github/fluentpay/catalogue
 * }</pre>
 */
final class FactsImport {

    private static final List<String> PARTS =
            List.of("pathParams", "query", "headerFields", "request", "response", "errorResponse");
    private static final Map<String, String> PART_NAMES =
            Map.of("pathParams", "pathVariables", "headerFields", "headers");
    /** The signing header of encrypted requests is the exchange's business, not a caller's. */
    private static final String SERIAL = "Wechatpay-Serial";

    private FactsImport() {}

    /** Reads the folder of the first argument and writes into that of the second. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("Two folders are needed: the facts, and the catalogue's resources");
            System.exit(2);
        }
        write(files(Path.of(args[0])), Path.of(args[1]));
    }

    /** Every file of the catalogue but overlays and oddities, by name. */
    static Map<String, String> files(Path facts) throws IOException {
        Map<String, List<JsonValue>> products = new TreeMap<>();
        for (JsonObject fact : lines(facts.resolve("endpoints.jsonl"))) {
            String path = Objects.requireNonNull(fact.string("path"));
            products.computeIfAbsent(Product.pathOf(path), product -> new ArrayList<>())
                    .add(operation(fact));
        }
        Map<String, List<JsonValue>> events = new TreeMap<>();
        for (JsonObject fact : lines(facts.resolve("webhooks.jsonl"))) {
            String name = Objects.requireNonNull(fact.string("event"));
            String group = "v2".equals(fact.string("version")) ? "v2" : name.replaceAll("\\..*", "");
            events.computeIfAbsent(group, key -> new ArrayList<>()).add(event(fact));
        }
        Map<String, String> files = new TreeMap<>();
        products.forEach((path, operations) -> files.put(
                fileOf(path),
                CataloguePrinter.print(JsonObject.of("product", path, "operations", sorted(operations)))));
        events.forEach((group, list) ->
                files.put("events/" + group + ".json", CataloguePrinter.print(JsonObject.of("events", list))));
        files.put("index.txt", String.join("\n", files.keySet()) + "\n");
        return files;
    }

    /** Puts the files in place; files of products that are gone go too. */
    static void write(Map<String, String> files, Path folder) throws IOException {
        for (String part : List.of("v2", "v3", "events")) {
            Files.createDirectories(folder.resolve(part));
            try (Stream<Path> present = Files.list(folder.resolve(part))) {
                for (Path file : (Iterable<Path>) present::iterator) {
                    if (!files.containsKey(part + "/" + file.getFileName())) {
                        Files.delete(file);
                    }
                }
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static String fileOf(String productPath) {
        return productPath.substring(0, 3) + productPath.substring(productPath.lastIndexOf('/') + 1) + ".json";
    }

    private static List<JsonObject> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(JsonObject::parse).toList();
        }
    }

    private static List<JsonValue> sorted(List<JsonValue> operations) {
        Comparator<JsonValue> byPathThenVerb = Comparator.comparing((JsonValue operation) -> id(operation)[1])
                .thenComparing(operation -> Verb.valueOf(id(operation)[0]));
        return operations.stream().sorted(byPathThenVerb).toList();
    }

    private static String[] id(JsonValue operation) {
        return String.valueOf(((JsonObject) operation).string("operation")).split(" ", 2);
    }

    private static JsonObject operation(JsonObject fact) {
        JsonObject.Builder operation = JsonObject.builder()
                .put("operation", fact.string("verb") + " " + fact.string("path"))
                .put("title", fact.string("title"))
                .putIfPresent("wirePath", fact.get("wirePath"));
        Set<JsonValue> labels = new LinkedHashSet<>(array(fact, "products").values());
        if (labels.isEmpty()) {
            array(fact, "menu").forEach(trail -> labels.add(last((JsonArray) trail)));
        }
        putUnlessEmpty(operation, "products", List.copyOf(labels));
        putUnlessEmpty(operation, "modes", array(fact, "modes").values());
        if (fact.string("host") != null) {
            operation.put("host", host(fact));
        }
        operation.put("body", fact.string("body"));
        if (Boolean.FALSE.equals(fact.bool("bodyRequired"))) {
            operation.put("bodyOptional", true);
        }
        operation.put("reply", fact.string("responseKind")).putIfPresent("status", fact.get("status"));
        putUnlessEmpty(operation, "quirks", quirks(fact));
        putLifecycle(operation, fact);
        putUnlessEmpty(operation, "docs", array(fact, "doc").values());
        List<JsonValue> moved = new ArrayList<>();
        for (String part : PARTS) {
            List<JsonValue> fields = new ArrayList<>();
            for (JsonValue field : array(fact, part)) {
                JsonObject object = (JsonObject) field;
                if (Boolean.TRUE.equals(object.bool("inPath"))) {
                    moved.add(field(object));
                } else if (!SERIAL.equals(object.string("name"))) {
                    fields.add(field(object));
                }
            }
            putUnlessEmpty(operation, PART_NAMES.getOrDefault(part, part), fields);
        }
        return withVariables(operation.build(), moved);
    }

    /** A few pages list a path's variable among the fields of the query or the body. */
    private static JsonObject withVariables(JsonObject operation, List<JsonValue> moved) {
        if (moved.isEmpty()) {
            return operation;
        }
        List<JsonValue> all = new ArrayList<>(array(operation, "pathVariables").values());
        moved.stream()
                .filter(field -> all.stream()
                        .noneMatch(other -> Objects.equals(
                                ((JsonObject) other).string("name"), ((JsonObject) field).string("name"))))
                .forEach(all::add);
        return operation.with("pathVariables", all);
    }

    private static JsonObject host(JsonObject fact) {
        JsonObject.Builder host = JsonObject.builder().put("base", fact.string("host"));
        return Boolean.TRUE.equals(fact.bool("hostRequired"))
                ? host.put("required", true).build()
                : host.build();
    }

    private static List<JsonValue> quirks(JsonObject fact) {
        Set<Quirk> quirks = new LinkedHashSet<>();
        for (JsonValue option : array(fact, "options")) {
            switch (((JsonString) option).value()) {
                case "security" -> quirks.add(Quirk.CLIENT_CERTIFICATE);
                case "nonceless" -> quirks.add(Quirk.NO_NONCE);
                case "fragment" -> quirks.add(Quirk.FRAGMENT);
                // Where a sample saves a file, how it stacks its handlers, and how long it waits, says nothing of the
                // call.
                case "sink", "handler", "timeout" -> {}
                default -> throw new IllegalArgumentException("The option " + option + " is not known");
            }
        }
        if (array(fact, "middlewareRemoved").values().contains(JsonString.of("verifier"))) {
            quirks.add(Quirk.UNSIGNED_REPLY);
        }
        return quirks.stream()
                .map(quirk -> (JsonValue) JsonString.of(quirk.text()))
                .toList();
    }

    private static void putLifecycle(JsonObject.Builder target, JsonObject fact) {
        if (fact.string("state") == null) {
            return;
        }
        JsonObject.Builder lifecycle = JsonObject.builder();
        if (Boolean.TRUE.equals(fact.bool("deprecated"))) {
            lifecycle.put("deprecated", true);
        }
        lifecycle.putIfPresent("state", fact.get("state")).putIfPresent("since", fact.get("since"));
        putUnlessEmpty(
                lifecycle,
                "replacedBy",
                array(fact, "replacedBy").values().stream()
                        .map(FactsImport::successor)
                        .toList());
        target.put("lifecycle", lifecycle.build());
    }

    /** Where a path has several verbs its page says {@code v3/…#post}; that is {@code POST v3/…}. */
    private static JsonValue successor(JsonValue page) {
        String[] parts = ((JsonString) page).value().split("#", -1);
        boolean verb = parts.length == 2
                && Stream.of(Verb.values()).anyMatch(known -> known.name().equalsIgnoreCase(parts[1]));
        return verb ? JsonString.of(parts[1].toUpperCase(Locale.ROOT) + " " + parts[0]) : page;
    }

    private static JsonObject event(JsonObject fact) {
        JsonObject.Builder event = JsonObject.builder()
                .put("event", fact.string("event"))
                .put("version", fact.string("version"))
                .put("types", array(fact, "events"))
                .put("title", fact.string("title"));
        putUnlessEmpty(event, "modes", array(fact, "modes").values());
        event.put("body", fact.string("body"));
        putUnlessEmpty(event, "originalTypes", array(fact, "originalType").values());
        event.putIfPresent("cipherField", notNull(fact.get("cipherField")))
                .putIfPresent("cipher", notNull(fact.get("cipher")));
        putLifecycle(event, fact);
        putUnlessEmpty(event, "docs", array(fact, "doc").values());
        for (String part : List.of("envelope", "resource")) {
            List<JsonValue> fields = new ArrayList<>();
            array(fact, part).forEach(field -> fields.add(field((JsonObject) field)));
            putUnlessEmpty(event, part, fields);
        }
        return event.build();
    }

    private static JsonObject field(JsonObject fact) {
        String type = Objects.requireNonNull(fact.string("type"));
        JsonObject.Builder field = JsonObject.builder()
                .put("name", fact.string("name"))
                .put("type", fact.string("items") == null ? type : type + "<" + fact.string("items") + ">");
        if (Boolean.TRUE.equals(fact.bool("required"))) {
            field.put("required", true);
        }
        field.putIfPresent("title", fact.get("label"));
        if (Boolean.TRUE.equals(fact.bool("encrypted"))) {
            field.put("encrypted", fact.string("encryption"));
        }
        boolean array = "array".equals(fact.string("content"));
        field.putIfPresent("encoding", array ? JsonString.of("json-array") : fact.get("encoding"))
                .putIfPresent("format", fact.get("format"));
        if (fact.get("maxLength") != null) {
            field.put("length", List.of(0, fact.get("maxLength")));
        }
        putUnlessEmpty(field, "enum", array(fact, "enum").values());
        field.putIfPresent("default", fact.get("default")).putIfPresent("example", fact.get("example"));
        List<JsonValue> inner = new ArrayList<>();
        array(fact, "fields").forEach(one -> inner.add(field((JsonObject) one)));
        putUnlessEmpty(field, "fields", inner);
        return field.build();
    }

    private static void putUnlessEmpty(JsonObject.Builder target, String key, List<JsonValue> values) {
        if (!values.isEmpty()) {
            target.put(key, values);
        }
    }

    private static JsonArray array(JsonObject fact, String key) {
        return Objects.requireNonNullElse(fact.array(key), JsonArray.of());
    }

    private static JsonValue last(JsonArray trail) {
        return trail.get(trail.size() - 1);
    }

    private static @Nullable JsonValue notNull(@Nullable JsonValue value) {
        return value instanceof JsonString ? value : null;
    }
}
