package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.util.Locale;

/** An endpoint as a command to paste: what is required is there, with the documentation's examples. */
final class CallLine {

    private CallLine() {}

    static String of(Operation operation) {
        StringBuilder line = new StringBuilder("./fluentpay call ")
                .append(operation.verb().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(quoted(operation.path()));
        operation.pathVariables().forEach(field -> line.append(" --path ").append(assigned(field)));
        operation.query().stream()
                .filter(Field::required)
                .forEach(field -> line.append(" --query ").append(assigned(field)));
        if (operation.body() == BodyKind.JSON) {
            JsonObject.Builder body = JsonObject.builder();
            operation.request().stream()
                    .filter(Field::required)
                    .forEach(field ->
                            body.put(field.name(), field.example() == null ? placeholder(field) : field.example()));
            line.append(" --json ").append(quoted(body.build().toJson()));
        }
        return line.toString();
    }

    private static String assigned(Field field) {
        String example = field.example() instanceof JsonString text ? text.value() : placeholder(field);
        return quoted(field.name() + "=" + example);
    }

    private static String placeholder(Field field) {
        return field.name().toUpperCase(Locale.ROOT);
    }

    /** For a POSIX shell. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./=:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
