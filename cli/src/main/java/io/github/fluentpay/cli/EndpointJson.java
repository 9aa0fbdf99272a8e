package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Range;
import io.github.fluentpay.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Endpoints for scripts: the keys are stable, and those without a value are left out. */
final class EndpointJson {

    private EndpointJson() {}

    static JsonObject of(Operation operation, Spellings spellings) {
        JsonObject.Builder json = JsonObject.builder()
                .put("verb", operation.verb().name())
                .put("path", operation.path())
                .put("title", operation.title())
                .put("products", operation.products())
                .put("modes", operation.modes())
                .put(
                        "spellings",
                        JsonObject.of(
                                "pure_chain", spellings.pureChain(operation),
                                "declarative", spellings.declarative(operation),
                                "property", spellings.property(operation)))
                .put("body", lower(operation.body()))
                .put("reply", lower(operation.reply()))
                .put("reply_signed", operation.isReplySigned())
                .put("deprecated", operation.lifecycle().deprecated())
                .putIfPresent(
                        "notice",
                        operation.lifecycle().state() == null
                                ? null
                                : operation.lifecycle().notice())
                .putIfPresent("since", operation.lifecycle().since())
                .put("replaced_by", operation.lifecycle().replacedBy())
                .putIfPresent("call", CallLine.of(operation).orElse(null))
                .putIfPresent(
                        "host",
                        operation.host() == null
                                ? null
                                : operation.host().base().toString())
                .putIfPresent(
                        "host_required",
                        operation.host() == null ? null : operation.host().required())
                .put("idempotency", operation.idempotency())
                .put(
                        "errors",
                        operation.errors().stream()
                                .map(error -> JsonObject.of(
                                        "status", error.status(), "code", error.code(), "when", error.when()))
                                .toList())
                .put("docs", operation.docs().stream().map(Object::toString).toList())
                .put("path_variables", fields(operation.pathVariables()))
                .put("query", fields(operation.query()))
                .put("headers", fields(operation.headers()))
                .put("request", fields(operation.request()))
                .put("response", fields(operation.response()));
        if (operation.rateLimit() != null) {
            json.put(
                    "rate_limit",
                    JsonObject.of(
                            "requests", operation.rateLimit().requests(),
                            "seconds", operation.rateLimit().per().toSeconds()));
        }
        return json.build();
    }

    private static List<JsonObject> fields(List<Field> fields) {
        List<JsonObject> all = new ArrayList<>();
        for (Field field : fields) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("name", field.name())
                    .put("type", lower(field.type()))
                    .putIfPresent("items", field.items() == null ? null : lower(field.items()))
                    .put("required", field.required())
                    .put("title", field.title())
                    .putIfPresent("encryption", field.encryption() == null ? null : lower(field.encryption()))
                    .putIfPresent(
                            "format",
                            field.format() == null ? null : field.format().text())
                    .putIfPresent("unit", field.unit())
                    .putIfPresent(field.type() == FieldType.ARRAY ? "elements" : "length", bounds(field.length()))
                    .putIfPresent("range", bounds(field.range()))
                    .putIfPresent("enum", field.enumeration().isEmpty() ? null : field.enumeration())
                    .putIfPresent("closed", field.closed() ? true : null)
                    .putIfPresent("example", field.example());
            if (!field.fields().isEmpty()) {
                json.put("fields", fields(field.fields()));
            }
            all.add(json.build());
        }
        return all;
    }

    private static @Nullable List<Long> bounds(Range range) {
        return range.isBounded() ? List.of(range.least(), range.most()) : null;
    }

    private static String lower(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
