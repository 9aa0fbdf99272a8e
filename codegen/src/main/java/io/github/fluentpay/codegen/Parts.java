package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The types that a product's operations, or the events of one kind, share: nested objects and enumerations. Objects of one shape are one type. The
 * shape that is used most gets the short name, {@code PayAmount}; another one under the same field is told apart by what
 * it is in.
 */
final class Parts {

    /** A nested object or an enumeration on its way to a name. */
    private static final class Candidate {
        private final Field field;
        private final List<String> wishes;
        private int uses;
        private boolean built;
        private @Nullable ClassName name;

        Candidate(Field field, List<String> wishes) {
            this.field = field;
            this.wishes = wishes;
        }
    }

    private record EnumKey(String field, List<String> values) {}

    private final String prefix;
    private final String packageName;
    private final TypeNames typeNames;
    private final Map<Shapes.Shape, Candidate> built = new LinkedHashMap<>();
    private final Map<Shapes.Shape, Candidate> read = new LinkedHashMap<>();
    private final Map<EnumKey, Candidate> enums = new LinkedHashMap<>();

    Parts(String prefix, String packageName, TypeNames typeNames) {
        this.prefix = prefix;
        this.packageName = packageName;
        this.typeNames = typeNames;
    }

    /** Notes what an operation's callers build. All operations come through here before any through the next. */
    void collectBuilt(Operation operation, List<Field> body, ClassName step) {
        collect(operation.query(), owner(operation, step), "", true);
        collect(body, owner(operation, step), "", true);
    }

    /** Notes what an operation's callers read, which takes the types of what they build where it is the same. */
    void collectRead(Operation operation, ClassName step) {
        collectRead(operation.response(), owner(operation, step));
    }

    /** Notes what is read of something else than an operation. */
    void collectRead(List<Field> fields, String owner) {
        collect(fields, owner, "", false);
    }

    private static String owner(Operation operation, ClassName step) {
        return step.simpleName() + VerbCall.typePrefix(operation);
    }

    private void collect(List<Field> fields, String owner, String parent, boolean isBuilt) {
        for (Field field : fields) {
            if (Kind.of(field) == Kind.ENUM) {
                Candidate candidate = enums.computeIfAbsent(
                        enumKey(field), key -> new Candidate(field, wishes(field, owner, parent, "Value")));
                candidate.uses++;
            }
            if (!field.fields().isEmpty()) {
                Candidate candidate = candidate(field, owner, parent, isBuilt);
                candidate.uses++;
                candidate.built |= isBuilt;
                collect(field.fields(), owner, Names.type(field.name()), isBuilt);
            }
        }
    }

    private Candidate candidate(Field field, String owner, String parent, boolean isBuilt) {
        Shapes.Shape loose = Shapes.read(field.fields());
        List<String> wishes = wishes(field, owner, parent, isBuilt ? "Input" : "Result");
        if (isBuilt) {
            Candidate candidate =
                    built.computeIfAbsent(Shapes.built(field.fields()), shape -> new Candidate(field, wishes));
            read.putIfAbsent(loose, candidate);
            return candidate;
        }
        return read.computeIfAbsent(loose, shape -> new Candidate(field, wishes));
    }

    private List<String> wishes(Field field, String owner, String parent, String suffix) {
        String name = Names.type(field.name());
        List<String> wishes = new ArrayList<>(List.of(
                prefix + name,
                prefix + name + suffix,
                prefix + parent + name,
                prefix + parent + name + suffix,
                owner + name,
                owner + parent + name,
                owner + parent + name + suffix));
        for (int i = 2; i < 10; i++) {
            wishes.add(owner + parent + name + suffix + i);
        }
        return wishes;
    }

    /** Hands out the names, once everything is collected. */
    void settle() {
        List<Candidate> all = new ArrayList<>(built.values());
        read.values().stream().filter(candidate -> !all.contains(candidate)).forEach(all::add);
        all.addAll(enums.values());
        // A stable sort: of two used equally often, the one that the catalogue has first.
        all.sort(
                Comparator.comparingInt((Candidate candidate) -> candidate.uses).reversed());
        all.forEach(candidate -> candidate.name = ClassName.get(packageName, typeNames.claim(candidate.wishes)));
    }

    List<ViewType> views() {
        List<Candidate> all = new ArrayList<>(built.values());
        read.values().stream().filter(candidate -> !all.contains(candidate)).forEach(all::add);
        return all.stream()
                .map(part -> new ViewType(
                        named(part),
                        ViewType.Role.PART,
                        part.built,
                        part.field.title(),
                        properties(part.field.fields(), part.built),
                        List.of(),
                        List.of()))
                .toList();
    }

    List<EnumType> enums() {
        return enums.values().stream()
                .map(candidate -> new EnumType(
                        named(candidate), candidate.field.title(), candidate.field.name(), constants(candidate.field)))
                .toList();
    }

    /** Fields with their Java names and types. */
    List<Property> properties(List<Field> fields, boolean isBuilt) {
        return fields.stream().map(field -> property(field, isBuilt)).toList();
    }

    private Property property(Field field, boolean isBuilt) {
        Kind kind = Kind.of(field);
        ClassName type = switch (kind) {
            case ENUM -> named(Objects.requireNonNull(enums.get(enumKey(field))));
            case VIEW, JSON_TEXT ->
                named(Objects.requireNonNull(
                        isBuilt ? built.get(Shapes.built(field.fields())) : read.get(Shapes.read(field.fields()))));
            default -> null;
        };
        return new Property(field, Names.property(field.name()), kind, field.type() == FieldType.ARRAY, type);
    }

    private static EnumKey enumKey(Field field) {
        return new EnumKey(field.name(), values(field));
    }

    private static List<String> values(Field field) {
        return field.enumeration().stream()
                .map(value -> ((JsonString) value).value())
                .distinct()
                .toList();
    }

    private static Map<String, String> constants(Field field) {
        Map<String, String> constants = new LinkedHashMap<>();
        for (String value : values(field)) {
            String constant = Names.constant(value);
            while (constants.containsKey(constant)) {
                constant += "_";
            }
            constants.put(constant, value);
        }
        return constants;
    }

    private static ClassName named(Candidate candidate) {
        return Objects.requireNonNull(candidate.name, "settled");
    }
}
