package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations and events from their JSON form. */
final class OperationReader {

    private static final Set<String> OPERATION_KEYS = Set.of(
            "operation",
            "wirePath",
            "title",
            "products",
            "modes",
            "host",
            "body",
            "bodyOptional",
            "reply",
            "status",
            "quirks",
            "lifecycle",
            "docs",
            "pathVariables",
            "query",
            "headers",
            "request",
            "response",
            "errorResponse",
            "idempotency",
            "settledBy",
            "rateLimit",
            "errors");
    private static final Set<String> EVENT_KEYS = Set.of(
            "event",
            "version",
            "types",
            "title",
            "modes",
            "body",
            "originalTypes",
            "cipherField",
            "cipher",
            "lifecycle",
            "docs",
            "envelope",
            "resource");

    private OperationReader() {}

    static Operation operation(JsonObject json) {
        Keys keys = Keys.of(json, OPERATION_KEYS);
        String[] id = keys.text("operation").split(" ", 2);
        return new Operation(
                id[1].startsWith("v2/") ? Version.V2 : Version.V3,
                Verb.valueOf(id[0]),
                id[1],
                keys.as("wirePath", text -> text),
                keys.text("title"),
                keys.texts("products"),
                keys.texts("modes"),
                host(json.object("host")),
                keys.required("body", text -> BodyKind.valueOf(text.toUpperCase(Locale.ROOT))),
                !keys.flag("bodyOptional"),
                keys.required("reply", text -> ReplyKind.valueOf(text.toUpperCase(Locale.ROOT))),
                keys.number("status"),
                keys.texts("quirks").stream().map(Quirk::of).collect(Collectors.toUnmodifiableSet()),
                lifecycle(json.object("lifecycle")),
                keys.links("docs"),
                fields(keys, "pathVariables"),
                fields(keys, "query"),
                fields(keys, "headers"),
                fields(keys, "request"),
                fields(keys, "response"),
                fields(keys, "errorResponse"),
                keys.texts("idempotency"),
                keys.as("settledBy", text -> text),
                rateLimit(json.object("rateLimit")),
                keys.objects("errors").stream().map(OperationReader::error).toList());
    }

    static Event event(JsonObject json) {
        Keys keys = Keys.of(json, EVENT_KEYS);
        return new Event(
                keys.required("version", text -> Version.valueOf(text.toUpperCase(Locale.ROOT))),
                keys.text("event"),
                keys.texts("types"),
                keys.text("title"),
                keys.texts("modes"),
                keys.required("body", text -> BodyKind.valueOf(text.toUpperCase(Locale.ROOT))),
                keys.texts("originalTypes"),
                keys.as("cipherField", text -> text),
                keys.as("cipher", Encryption::of),
                lifecycle(json.object("lifecycle")),
                keys.links("docs"),
                fields(keys, "envelope"),
                fields(keys, "resource"));
    }

    private static List<Field> fields(Keys keys, String part) {
        try {
            return FieldReader.read(keys.objects(part));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(part + "/" + e.getMessage(), e);
        }
    }

    private static @Nullable Host host(@Nullable JsonObject json) {
        if (json == null) {
            return null;
        }
        Keys keys = Keys.of(json, Set.of("base", "required"));
        return new Host(keys.required("base", URI::create), keys.flag("required"));
    }

    private static Lifecycle lifecycle(@Nullable JsonObject json) {
        if (json == null) {
            return Lifecycle.CURRENT;
        }
        Keys keys = Keys.of(json, Set.of("deprecated", "state", "since", "replacedBy"));
        return new Lifecycle(
                keys.flag("deprecated"),
                keys.as("state", text -> text),
                keys.as("since", text -> text),
                keys.texts("replacedBy"));
    }

    private static @Nullable RateLimit rateLimit(@Nullable JsonObject json) {
        if (json == null) {
            return null;
        }
        Keys keys = Keys.of(json, Set.of("requests", "seconds"));
        return new RateLimit(number(keys, "requests"), Duration.ofSeconds(number(keys, "seconds")));
    }

    private static KnownError error(JsonObject json) {
        Keys keys = Keys.of(json, Set.of("status", "code", "when"));
        return new KnownError(number(keys, "status"), keys.text("code"), keys.text("when"));
    }

    private static int number(Keys keys, String key) {
        return Objects.requireNonNull(keys.number(key), () -> "the key \"" + key + "\" is missing");
    }
}
