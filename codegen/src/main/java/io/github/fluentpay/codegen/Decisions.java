package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Format;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Product;
import io.github.fluentpay.catalogue.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The middle stage: every name and type of the surface. Pure data in, pure data out, the same on every machine. */
final class Decisions {

    static final String ROOT = "io.github.fluentpay";

    /** Tells which class a notification is. */
    static final ClassName EVENTS = ClassName.get(ROOT + ".events", "Events");

    private final Catalogue catalogue;
    private final SortedMap<String, List<Operation>> operationsByStep = new TreeMap<>();
    private final EndpointNames endpointNames;
    private final TypeNames typeNames = new TypeNames();
    private final Replies replies;
    private final EventDecisions events;

    private Decisions(Catalogue catalogue) {
        this.catalogue = catalogue;
        SortedSet<String> paths = new TreeSet<>();
        for (Operation operation : catalogue.operations()) {
            List<String> segments = operation.segments();
            for (int i = 1; i <= segments.size(); i++) {
                paths.add(String.join("/", segments.subList(0, i)));
            }
            operationsByStep
                    .computeIfAbsent(String.join("/", segments), path -> new ArrayList<>())
                    .add(operation);
        }
        this.endpointNames = new EndpointNames(paths);
        this.replies = new Replies(catalogue, this::stepName);
        paths.forEach(path -> {
            typeNames.claim(List.of(endpointNames.of(path)));
            operationsByStep.computeIfAbsent(path, none -> List.of());
        });
        this.events = new EventDecisions(catalogue, typeNames);
    }

    static Surface of(Catalogue catalogue) {
        return new Decisions(catalogue).decide();
    }

    private Surface decide() {
        List<ViewType> parts = new ArrayList<>();
        List<EnumType> enums = new ArrayList<>();
        Map<String, VerbCall> verbs = new LinkedHashMap<>();
        for (Product product : catalogue.products()) {
            String prefix = endpointNames.of(product.path());
            Parts ofProduct = new Parts(prefix, packageOf(product.path()), typeNames);
            product.operations()
                    .forEach(operation -> ofProduct.collectBuilt(operation, body(operation), stepName(operation)));
            product.operations().forEach(operation -> ofProduct.collectRead(operation, stepName(operation)));
            ofProduct.settle();
            product.operations().forEach(operation -> verbs.put(operation.id(), call(operation, ofProduct)));
            parts.addAll(ofProduct.views());
            enums.addAll(ofProduct.enums());
        }
        return new Surface(steps(verbs), parts, enums, events.decide(parts, enums));
    }

    private List<StepType> steps(Map<String, VerbCall> verbs) {
        Map<String, SortedMap<String, ClassName>> below = new TreeMap<>();
        for (String path : operationsByStep.keySet()) {
            int slash = path.lastIndexOf('/');
            if (slash >= 0) {
                below.computeIfAbsent(path.substring(0, slash), above -> new TreeMap<>())
                        .put(path.substring(slash + 1), className(path));
            }
        }
        List<StepType> steps = new ArrayList<>();
        Map<String, String> spellings = new HashMap<>();
        operationsByStep.forEach((path, operations) -> {
            SortedMap<String, ClassName> next = below.getOrDefault(path, Collections.emptySortedMap());
            Map<String, String> methods = methods(next);
            // Sorted, so a step comes after the one above it.
            String spelling = spellings.computeIfAbsent(path, root -> "pay." + root + "()");
            methods.forEach((segment, method) -> spellings.put(
                    path + "/" + segment,
                    spelling + "." + method + "(" + (segment.startsWith("{") ? method : "") + ")"));
            steps.add(new StepType(
                    className(path),
                    operations.isEmpty() ? path : operations.get(0).path(),
                    spelling,
                    next,
                    methods,
                    operations.stream()
                            .map(operation -> Objects.requireNonNull(verbs.get(operation.id())))
                            .toList(),
                    titles(path, operations)));
        });
        return steps;
    }

    /** Neighbours whose methods would be one keep the spelling of their segments. */
    private static Map<String, String> methods(SortedMap<String, ClassName> next) {
        Map<String, String> methods = new LinkedHashMap<>();
        for (String segment : next.keySet()) {
            boolean variable = segment.startsWith("{");
            String method =
                    variable ? Names.variable(segment.substring(1, segment.length() - 1)) : Names.segment(segment);
            boolean taken = !variable
                    && methods.entrySet().stream()
                            .anyMatch(other -> other.getValue().equals(method)
                                    && !other.getKey().startsWith("{"));
            methods.put(segment, taken ? Names.segmentAsWritten(segment) : method);
        }
        return methods;
    }

    /** What a step is about: its own verbs' titles, or the product's. */
    private List<String> titles(String path, List<Operation> own) {
        if (!own.isEmpty()) {
            return own.stream().map(Operation::title).distinct().toList();
        }
        return catalogue.products().stream()
                .filter(product -> product.path().equals(path))
                .flatMap(product -> product.titles().stream())
                .toList();
    }

    private VerbCall call(Operation operation, Parts parts) {
        ClassName step = stepName(operation);
        String prefix = VerbCall.typePrefix(operation);
        List<Field> body = body(operation);
        return new VerbCall(
                operation,
                operation.query().isEmpty()
                        ? null
                        : built(
                                step.nestedClass(prefix + "Query"),
                                ViewType.Role.QUERY,
                                operation,
                                operation.query(),
                                parts),
                body.isEmpty()
                        ? null
                        : built(step.nestedClass(prefix + "Request"), ViewType.Role.REQUEST, operation, body, parts),
                operation.response().isEmpty() ? null : replies.of(operation, parts),
                isUpload(operation) ? filePart(operation) : null);
    }

    /** What a caller builds: of an upload the description, since the file comes beside it. */
    private static List<Field> body(Operation operation) {
        if (!isUpload(operation)) {
            return operation.request();
        }
        return operation.request().stream()
                .filter(field -> field.name().equals("meta"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation.id() + " uploads without a part \"meta\""))
                .fields();
    }

    private static boolean isUpload(Operation operation) {
        return operation.body() == BodyKind.MULTIPART && operation.version() == Version.V3;
    }

    private static String filePart(Operation operation) {
        return operation.request().stream()
                .filter(field -> field.format() == Format.BINARY)
                .map(Field::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation.id() + " uploads without a file"));
    }

    private static ViewType built(
            ClassName name, ViewType.Role role, Operation operation, List<Field> fields, Parts parts) {
        List<String> sensitive = operation.version() == Version.V2
                ? List.of()
                : Sensitive.pointers(fields, Encryption.PLATFORM_PUBLIC_KEY);
        return new ViewType(name, role, true, operation.title(), parts.properties(fields, true), sensitive, List.of());
    }

    private ClassName stepName(Operation operation) {
        return className(String.join("/", operation.segments()));
    }

    private ClassName className(String path) {
        return ClassName.get(packageOf(path), endpointNames.of(path));
    }

    /** One package a product; the steps above the products share the version's. */
    private static String packageOf(String path) {
        String version = ROOT + "." + path.substring(0, 2);
        boolean above = !path.contains("/") || path.equals("v3/marketing");
        String product = Product.pathOf(path);
        return above ? version : version + "." + Names.packageSegment(product.substring(product.lastIndexOf('/') + 1));
    }
}
