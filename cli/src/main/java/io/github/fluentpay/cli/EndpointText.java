package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.KnownError;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Range;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Endpoints for people. */
final class EndpointText {

    private final PrintStream out;
    private final Spellings spellings;

    EndpointText(PrintStream out, Spellings spellings) {
        this.out = out;
        this.spellings = spellings;
    }

    /** One line; the title last, since its characters are wide. */
    static String line(Operation operation) {
        String notice = operation.lifecycle().deprecated()
                ? "  [" + operation.lifecycle().notice() + "]"
                : "";
        return "%-6s %s  %s%s".formatted(operation.verb(), operation.path(), operation.title(), notice);
    }

    void print(Operation operation) {
        out.println(operation.title());
        out.println(operation.id());
        if (operation.lifecycle().state() != null) {
            out.println("  " + operation.lifecycle().notice());
        }
        out.println();
        out.println("  pure chain   " + spellings.pureChain(operation));
        out.println("  declarative  " + spellings.declarative(operation));
        out.println("  property     " + spellings.property(operation));
        CallLine.of(operation).ifPresent(line -> out.println("  shell        " + line));
        fields("path", operation.pathVariables());
        fields("query", operation.query());
        fields("headers", operation.headers());
        fields("request (" + lower(operation.body()) + ")", operation.request());
        fields("reply (" + lower(operation.reply()) + ")", operation.response());
        facts(operation);
        out.println();
    }

    private void facts(Operation operation) {
        List<String> facts = new ArrayList<>();
        if (operation.host() != null) {
            facts.add("host: " + operation.host().base() + (operation.host().required() ? "" : " as well"));
        }
        if (!operation.isReplySigned()) {
            facts.add("the reply is not signed");
        }
        if (!operation.idempotency().isEmpty()) {
            facts.add("after an unknown outcome repeat it with the same " + String.join(", ", operation.idempotency()));
        }
        if (operation.rateLimit() != null) {
            facts.add("limit: " + operation.rateLimit().requests() + " in "
                    + operation.rateLimit().per().toSeconds() + " s for one merchant");
        }
        for (KnownError error : operation.errors()) {
            facts.add("refusal: " + error.status() + " " + error.code() + ", " + error.when());
        }
        operation.docs().forEach(page -> facts.add("page: " + page));
        if (!facts.isEmpty()) {
            out.println();
            facts.forEach(fact -> out.println("  " + fact));
        }
    }

    private void fields(String part, List<Field> fields) {
        if (!fields.isEmpty()) {
            out.println();
            out.println("  " + part);
            fields.forEach(field -> field(field, "    "));
        }
    }

    private void field(Field field, String indent) {
        out.println(indent + field.name() + (field.required() ? "*" : "") + "  " + type(field) + about(field));
        field.fields().forEach(inner -> field(inner, indent + "  "));
    }

    private static String type(Field field) {
        return field.items() == null ? lower(field.type()) : "array of " + lower(field.items());
    }

    private static String about(Field field) {
        List<String> about = new ArrayList<>();
        if (!field.title().isEmpty()) {
            about.add(field.title());
        }
        bounds(field.length(), field.type() == FieldType.ARRAY ? " elements" : " characters", about);
        bounds(field.range(), "", about);
        if (field.unit() != null) {
            about.add("in " + field.unit());
        }
        if (field.format() != null) {
            about.add(field.format().text());
        }
        if (field.encryption() == Encryption.PLATFORM_PUBLIC_KEY
                || field.encryption() == Encryption.MERCHANT_CERTIFICATE) {
            about.add("sensitive");
        }
        if (!field.enumeration().isEmpty()) {
            about.add((field.closed() ? "only " : "one of ")
                    + field.enumeration().stream().map(EndpointText::plain).collect(Collectors.joining(" ")));
        } else if (field.example() != null) {
            about.add("example " + plain(field.example()));
        }
        return about.isEmpty() ? "" : "  " + String.join("; ", about);
    }

    private static void bounds(Range range, String what, List<String> about) {
        if (!range.isBounded()) {
            return;
        }
        boolean open = range.most() == Long.MAX_VALUE;
        about.add(open ? "at least " + range.least() + what : range.least() + " to " + range.most() + what);
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.value() : value.toJson();
    }

    private static String lower(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
