package io.github.fluentpay.codegen;

import com.palantir.javapoet.CodeBlock;
import io.github.fluentpay.catalogue.Event;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.KnownError;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of generated Javadoc. */
final class Docs {

    /** Longer enumerations are cut: the type's own page has all of them. */
    private static final int LISTED_VALUES = 12;

    /** Payments and refunds are documented once for each way to pay, on up to 49 pages of one content. */
    private static final int LISTED_PAGES = 6;

    private Docs() {}

    static CodeBlock verb(VerbCall call) {
        Operation operation = call.operation();
        CodeBlock.Builder doc = CodeBlock.builder().add("$L. $L.\n", text(operation.title()), wireCall(operation));
        if (!required(call).isEmpty()) {
            doc.add("\n<p>Required: $L.\n", String.join(", ", required(call)));
        }
        operation.headers().forEach(header -> doc.add(header(header)));
        if (!operation.idempotency().isEmpty()) {
            doc.add(
                    "\n<p>After an unknown outcome repeat it with the same $L and parameters.\n",
                    operation.idempotency().stream().map(Docs::code).collect(Collectors.joining(", ")));
        }
        if (operation.rateLimit() != null) {
            doc.add(
                    "\n<p>At most $L calls in $L s are documented for one merchant.\n",
                    operation.rateLimit().requests(),
                    operation.rateLimit().per().toSeconds());
        }
        if (!operation.errors().isEmpty()) {
            doc.add("\n<p>Documented refusals: $L.\n", errors(operation.errors()));
        }
        if (!operation.modes().isEmpty()) {
            doc.add("\n<p>For: $L.\n", String.join(", ", operation.modes()));
        }
        return doc.add(links(operation.docs())).add(lifecycle(operation)).build();
    }

    private static CodeBlock header(Field header) {
        return header.required()
                ? CodeBlock.of(
                        "\n<p>Required header {@code $L}: the argument {@code $L}.\n",
                        header.name(),
                        Names.parameter(header.name()))
                : CodeBlock.of(
                        "\n<p>Optional header {@code $L}: {@code .header(\"$L\", …)} in front of the verb.\n",
                        header.name(),
                        header.name());
    }

    /** What stands below an event's title. */
    static CodeBlock event(EventType event) {
        CodeBlock.Builder doc = CodeBlock.builder();
        doc.add(
                "\n<p>{@code event_type}: $L.\n",
                event.routes().stream().map(Docs::route).collect(Collectors.joining(", ")));
        if (event.kinds().size() > 1) {
            doc.add(
                    "\n<p>One type for $L, which the documentation does not tell apart in every case:"
                            + " {@code notification().eventType()} is what the platform sent.\n",
                    event.kinds().stream().map(kind -> code(kind.name())).collect(Collectors.joining(", ")));
        }
        List<String> modes = distinct(event, Event::modes);
        if (!modes.isEmpty()) {
            doc.add("\n<p>For: $L.\n", String.join(", ", modes));
        }
        event.kinds().stream()
                .filter(kind -> kind.lifecycle().deprecated())
                .forEach(kind -> doc.add(
                        "\n<p>$L is deprecated: {@code $L}.\n",
                        code(kind.name()),
                        kind.lifecycle().notice()));
        List<URI> pages = distinct(event, Event::docs);
        return doc.add(links(pages.subList(0, Math.min(LISTED_PAGES, pages.size()))))
                .build();
    }

    private static String route(EventRoute route) {
        return code(route.eventType())
                + (route.originalType() == null ? "" : " with the {@code original_type} " + code(route.originalType()));
    }

    private static <T> List<T> distinct(EventType event, Function<Event, List<T>> facts) {
        return event.kinds().stream()
                .flatMap(kind -> facts.apply(kind).stream())
                .distinct()
                .toList();
    }

    /** The first form of a verb has the whole text; the others, and the asynchronous ones, say what they are. */
    static CodeBlock otherForm(VerbCall call) {
        return CodeBlock.builder()
                .add("$L. $L.\n", text(call.operation().title()), wireCall(call.operation()))
                .add(lifecycle(call.operation()))
                .build();
    }

    static CodeBlock step(StepType step, Usage usage) {
        CodeBlock.Builder doc = CodeBlock.builder();
        doc.add("{@code $L}", step.path());
        if (!step.titles().isEmpty()) {
            doc.add(": $L", step.titles().stream().map(Docs::text).collect(Collectors.joining("; ")));
        }
        doc.add(".\n");
        for (VerbCall call : step.verbs()) {
            doc.add(
                            "\n<p>$L, {@code $L}:\n",
                            text(call.operation().title()),
                            call.operation().verb())
                    .add("<pre>{@code\n$L\n}</pre>\n", usage.statement(step, call));
            if (call.reply() == null) {
                doc.add("It answers without JSON.\n");
            }
        }
        return doc.build();
    }

    static CodeBlock field(Property property) {
        Field field = property.field();
        List<String> facts = new ArrayList<>();
        facts.add(code(field.name()));
        if (field.required()) {
            facts.add("required");
        }
        if (field.length().isBounded()) {
            facts.add(bounds(field.length().least(), field.length().most())
                    + (property.list() ? " elements" : " characters"));
        }
        if (field.range().isBounded()) {
            facts.add(bounds(field.range().least(), field.range().most()));
        }
        if (field.unit() != null) {
            facts.add(field.unit().equals("fen") ? "in fen, 1/100 CNY" : "in " + field.unit());
        }
        if (field.format() != null) {
            facts.add(field.format().text());
        }
        if (field.encryption() != null) {
            facts.add("sensitive: "
                    + field.encryption().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        if (field.defaultValue() != null) {
            facts.add("default " + code(plain(field.defaultValue())));
        }
        if (!field.enumeration().isEmpty()) {
            facts.add("one of " + values(field));
        } else if (field.example() instanceof JsonString example
                && !example.value().isBlank()) {
            facts.add("for example " + code(example.value()));
        }
        String title = field.title().isEmpty() ? "" : text(field.title()) + ". ";
        return CodeBlock.of("$L$L.", title, String.join("; ", facts));
    }

    private static String bounds(long least, long most) {
        if (most == Long.MAX_VALUE) {
            return "at least " + least;
        }
        return least == Long.MIN_VALUE ? "at most " + most : least + " to " + most;
    }

    private static String values(Field field) {
        String values = field.enumeration().stream()
                .limit(LISTED_VALUES)
                .map(value -> code(plain(value)))
                .collect(Collectors.joining(", "));
        return field.enumeration().size() > LISTED_VALUES ? values + ", …" : values;
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString string ? string.value() : value.toJson();
    }

    private static List<String> required(VerbCall call) {
        List<String> names = new ArrayList<>();
        for (ViewType view : new ViewType[] {call.query(), call.request()}) {
            if (view != null) {
                view.properties().stream()
                        .filter(property -> property.field().required())
                        .filter(property -> call.filePart() == null || VerbEmitter.told(property) == null)
                        .forEach(property -> names.add(code(property.field().name())));
            }
        }
        return names;
    }

    private static String errors(List<KnownError> errors) {
        return errors.stream()
                .map(error -> error.status() + " " + code(error.code()) + " (" + text(error.when()) + ")")
                .collect(Collectors.joining(", "));
    }

    static String wireCall(Operation operation) {
        return "{@code " + operation.verb() + " " + operation.path() + "}";
    }

    private static CodeBlock links(List<URI> pages) {
        CodeBlock.Builder links = CodeBlock.builder();
        for (URI page : pages) {
            String[] path = page.getPath().split("/", -1);
            links.add("\n@see <a href=\"$L\">官方文档 $L</a>", text(page.toString()), text(path[path.length - 1]));
        }
        return links.build();
    }

    private static CodeBlock lifecycle(Operation operation) {
        return operation.lifecycle().deprecated()
                ? CodeBlock.of("\n@deprecated {@code $L}", operation.lifecycle().notice())
                : CodeBlock.builder().build();
    }

    static String code(String value) {
        // Inside {@code …} nothing can be escaped.
        boolean balanced = value.chars().filter(c -> c == '{').count()
                == value.chars().filter(c -> c == '}').count();
        return balanced && !value.contains("@") && !value.contains("*/") ? "{@code " + value + "}" : text(value);
    }

    /** A text that Javadoc takes for nothing but itself. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\n", " ")
                .strip();
    }
}
