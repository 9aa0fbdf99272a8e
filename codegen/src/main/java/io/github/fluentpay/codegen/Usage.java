package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonString;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call as a caller would write it, with the required fields and the documentation's examples; for Javadoc. */
final class Usage {

    private static final int LONGEST_EXAMPLE = 40;

    private Usage() {}

    static String of(StepType step, VerbCall call) {
        String arguments = Stream.of(lambda("q", call.query(), call), lambda("b", call.request(), call))
                .filter(lambda -> !lambda.isEmpty())
                .collect(Collectors.joining(", "));
        if (call.filePart() != null) {
            arguments = "FileContent.of(path)" + (arguments.isEmpty() ? "" : ", " + arguments);
        }
        String result = call.reply() == null
                ? "Reply"
                : String.join(".", call.reply().name().simpleNames());
        return result + " reply = " + step.spelling() + "\n        ." + call.method() + "(" + arguments + ");";
    }

    private static String lambda(String name, @Nullable ViewType view, VerbCall call) {
        if (view == null || (view.role() == ViewType.Role.QUERY && !view.hasRequired())) {
            return "";
        }
        List<Property> shown = view.properties().stream()
                .filter(property -> property.field().required())
                .filter(property -> call.filePart() == null || VerbEmitter.told(property) == null)
                .toList();
        String setters = shown.stream().map(Usage::setter).collect(Collectors.joining());
        if (setters.isEmpty()) {
            return call.filePart() == null ? name + " -> {}" : "";
        }
        return name + " -> " + name + setters;
    }

    private static String setter(Property property) {
        return "\n                ." + property.method() + "(" + argument(property) + ")";
    }

    private static String argument(Property property) {
        Field field = property.field();
        boolean shown = field.example() != null && !property.list();
        return switch (property.kind()) {
            case TEXT, DATE_TIME ->
                shown
                                && field.example() instanceof JsonString text
                                && text.value().length() <= LONGEST_EXAMPLE
                                && text.value().matches("[^\"\\\\@{}*/<>&]+")
                        ? "\"" + text.value() + "\""
                        : property.method();
            case WHOLE -> shown && field.example() instanceof JsonNumber number ? number.text() : property.method();
            case ENUM -> property.list() ? property.method() : constant(property);
            case VIEW, JSON_TEXT -> property.list() ? property.method() : "o -> …";
            default -> property.method();
        };
    }

    private static String constant(Property property) {
        String first = property.field().enumeration().get(0) instanceof JsonString text ? text.value() : "";
        return Objects.requireNonNull(property.type()).simpleName() + "." + Names.constant(first);
    }
}
