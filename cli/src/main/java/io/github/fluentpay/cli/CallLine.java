package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as a command to paste: what is required is there, with the documentation's examples, and where it has none
 * with something of the right type.
 */
final class CallLine {

    private CallLine() {}

    /** Empty for what {@code call} cannot send: APIv2, and uploads. */
    static Optional<String> of(Operation operation) {
        if (operation.version() == Version.V2 || operation.body() == BodyKind.MULTIPART) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder("./fluentpay call ")
                .append(operation.verb().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(quoted(operation.path()));
        operation.pathVariables().forEach(field -> line.append(" --path ").append(assigned(field)));
        operation.query().stream()
                .filter(Field::required)
                .forEach(field -> line.append(isSealed(field) ? " --query-encrypting " : " --query ")
                        .append(assigned(field)));
        operation.headers().stream()
                .filter(Field::required)
                .forEach(field -> line.append(" --header ").append(assigned(field)));
        if (operation.body() == BodyKind.JSON) {
            line.append(" --json ").append(quoted(required(operation.request()).toJson()));
            sealed(operation.request(), "")
                    .forEach(pointer -> line.append(" --encrypting ").append(quoted(pointer)));
        }
        return Optional.of(line.toString());
    }

    private static boolean isSealed(Field field) {
        return field.encryption() == Encryption.PLATFORM_PUBLIC_KEY;
    }

    /** Pointers to the required fields that the platform takes sealed. */
    private static List<String> sealed(List<Field> fields, String at) {
        return fields.stream()
                .filter(Field::required)
                .flatMap(field -> {
                    String here = at + "/" + field.name() + (field.type() == FieldType.ARRAY ? "/*" : "");
                    return isSealed(field) ? Stream.of(here) : sealed(field.fields(), here).stream();
                })
                .toList();
    }

    private static JsonObject required(List<Field> fields) {
        JsonObject.Builder json = JsonObject.builder();
        fields.stream().filter(Field::required).forEach(field -> json.put(field.name(), value(field)));
        return json.build();
    }

    private static Object value(Field field) {
        // The example of a sealed field is sealed, and the call takes the plain value.
        boolean plain = !isSealed(field) && sealed(field.fields(), "").isEmpty();
        if (field.example() != null && plain) {
            return field.example();
        }
        return field.type() == FieldType.ARRAY ? List.of(standIn(field, field.items())) : standIn(field, field.type());
    }

    private static Object standIn(Field field, @Nullable FieldType type) {
        if (type != FieldType.OBJECT && !field.enumeration().isEmpty()) {
            return field.enumeration().get(0);
        }
        if (type == null) {
            return placeholder(field);
        }
        return switch (type) {
            case OBJECT -> required(field.fields());
            case INTEGER, NUMBER ->
                field.range().contains(1) ? 1 : field.range().least();
            case BOOLEAN -> true;
            case STRING, ARRAY -> placeholder(field);
        };
    }

    private static String assigned(Field field) {
        String value = placeholder(field);
        if (field.example() != null && !isSealed(field)) {
            value = field.example() instanceof JsonString text
                    ? text.value()
                    : field.example().toJson();
        }
        return quoted(field.name() + "=" + value);
    }

    private static String placeholder(Field field) {
        return field.name().toUpperCase(Locale.ROOT);
    }

    /** For a POSIX shell. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./=:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
