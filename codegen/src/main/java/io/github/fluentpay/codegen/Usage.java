package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call as a caller would write it, for Javadoc and for the command line. It compiles: every required field is there, with
 * the documentation's example or, where that has none, with a value of the right type.
 */
final class Usage {

    private static final int LONGEST_EXAMPLE = 40;
    private static final String TIME = "2026-11-24T08:00:00+08:00";
    private static final String FILE = "FileContent.of(Path.of(\"file.png\"))";

    /** A variable on the way: {@code .stockId(stockId)}. */
    private static final Pattern VARIABLE = Pattern.compile("\\.(\\w+)\\(\\1\\)");

    /** Parameters of nested lambdas, by depth: one inside another needs a name of its own. */
    private static final String[] NESTED = {"", "o", "p", "r", "s", "t", "u", "v", "w", "x"};

    private final Map<ClassName, ViewType> parts = new HashMap<>();
    /** Tells if each setter has a line of its own. */
    private final boolean lines;

    private Usage(Surface surface, boolean lines) {
        surface.parts().forEach(part -> parts.put(part.name(), part));
        this.lines = lines;
    }

    /** With a line for each setter. */
    static Usage inLines(Surface surface) {
        return new Usage(surface, true);
    }

    /** On one line. */
    static Usage inOneLine(Surface surface) {
        return new Usage(surface, false);
    }

    /** {@code BusifavorCouponsReturn.Reply reply = pay.…;}. */
    String statement(StepType step, VerbCall call) {
        String result = call.reply() == null
                ? "Reply"
                : String.join(".", call.reply().name().simpleNames());
        return result + " reply = " + expression(step, call) + ";";
    }

    /** {@code pay.v3().….post(b -> …)}. */
    String expression(StepType step, VerbCall call) {
        List<String> arguments = new ArrayList<>();
        HeadersEmitter.required(call.operation()).forEach(header -> arguments.add(text(header)));
        if (call.filePart() != null) {
            upload(call, arguments);
        } else {
            ViewType query = call.query();
            if (query != null && query.hasRequired()) { // else there is a form of the verb without it
                arguments.add(lambda("q", query.properties(), 0));
            }
            if (call.request() != null) {
                arguments.add(lambda("b", call.request().properties(), 0));
            }
        }
        return spelling(step, call) + newLine(8) + "." + call.method() + "(" + String.join(", ", arguments) + ")";
    }

    private void upload(VerbCall call, List<String> arguments) {
        if (call.request() == null) {
            arguments.add("Multipart.of(" + FILE + ")");
            return;
        }
        arguments.add(FILE);
        List<Property> asked = call.request().properties().stream()
                .filter(property -> VerbEmitter.told(property) == null)
                .toList();
        if (asked.stream().anyMatch(property -> property.field().required())) {
            arguments.add(lambda("m", asked, 0));
        }
    }

    /** The step with a value for each of the path's variables. */
    private static String spelling(StepType step, VerbCall call) {
        Map<String, Field> documented = call.operation().pathVariables().stream()
                .collect(Collectors.toMap(Field::name, field -> field, (one, other) -> one));
        Iterator<String> variables = call.operation().variables().iterator();
        return VARIABLE.matcher(step.spelling()).replaceAll(match -> {
            String variable = variables.next();
            Field field = documented.get(variable);
            String value = field == null ? quoted(placeholder(variable)) : text(field);
            return Matcher.quoteReplacement("." + match.group(1) + "(" + value + ")");
        });
    }

    private String lambda(String name, List<Property> properties, int depth) {
        String setters = properties.stream()
                .filter(property -> property.field().required())
                .map(property -> setter(property, depth))
                .collect(Collectors.joining());
        return name + " -> " + (setters.isEmpty() ? "{}" : name + setters);
    }

    private String setter(Property property, int depth) {
        boolean nested = property.kind() == Kind.VIEW || property.kind() == Kind.JSON_TEXT;
        String method =
                nested && property.list() ? "add" + Names.type(property.field().name()) : property.method();
        String numbers = "0, ".repeat((int)
                property.field().name().chars().filter(c -> c == '$').count());
        String value = nested ? nested(property, depth + 1) : value(property);
        return newLine(16 + 8 * depth) + "." + method + "(" + numbers + value + ")";
    }

    private String nested(Property property, int depth) {
        ViewType type = Objects.requireNonNull(parts.get(property.type()), property.method());
        return lambda(NESTED[depth], type.properties(), depth);
    }

    private static String value(Property property) {
        Field field = property.field();
        return switch (property.kind()) {
            case TEXT -> text(field);
            case WHOLE -> whole(property);
            case DECIMAL -> "new BigDecimal(\"1.5\")";
            case BOOL -> "true";
            case DATE_TIME -> property.list() ? "OffsetDateTime.parse(\"" + TIME + "\")" : quoted(TIME);
            case ENUM -> constant(property);
            case JSON -> "JsonObject.empty()";
            case VIEW, JSON_TEXT -> throw new IllegalArgumentException(property.method() + " has fields of its own");
        };
    }

    private static String text(Field field) {
        JsonValue example =
                field.example() instanceof JsonArray array && array.size() > 0 ? array.get(0) : field.example();
        String text = example instanceof JsonString string ? string.value() : "";
        boolean plain = field.encryption() == null
                && !text.isBlank()
                && text.length() <= LONGEST_EXAMPLE
                && text.matches("[^\"\\\\@{}*/<>&\\p{Cntrl}]+");
        return quoted(plain ? text : placeholder(field.name()));
    }

    private static String whole(Property property) {
        Field field = property.field();
        long value = field.example() instanceof JsonNumber number && isWhole(number)
                ? number.longValue()
                : field.range().contains(1) ? 1 : field.range().least();
        return property.list() || value != (int) value ? value + "L" : Long.toString(value);
    }

    private static boolean isWhole(JsonNumber number) {
        return number.text().matches("-?[0-9]{1,18}");
    }

    private static String constant(Property property) {
        String first = property.field().enumeration().get(0) instanceof JsonString text ? text.value() : "";
        return Objects.requireNonNull(property.type()).simpleName() + "." + Names.constant(first);
    }

    private static String placeholder(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("$", "_") + "\"";
    }

    private String newLine(int indent) {
        return lines ? "\n" + " ".repeat(indent) : "";
    }
}
