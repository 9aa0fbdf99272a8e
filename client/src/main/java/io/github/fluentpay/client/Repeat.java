package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.RetrySafety;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a call whose outcome is not known, and what its caller should do then.
 *
 * @param kind whether it may be made again
 * @param fields the fields that make its repeat harmless, where they are documented
 * @param settledBy the query that tells the outcome; null if it is not known
 */
record Repeat(Kind kind, List<String> fields, @Nullable String settledBy) {

    enum Kind {
        /** It changes nothing. */
        READ,
        /** The request has the number by which the platform knows a repeat. */
        IDEMPOTENT,
        /** Such a number is documented, and the request lacks it. */
        NUMBER_MISSING,
        /** No such number is documented. */
        NOT_IDEMPOTENT,
        /** Nothing is documented. */
        UNKNOWN
    }

    /** Of a call about which nothing is documented. */
    static Repeat of(String method) {
        return new Repeat(method.equals("GET") ? Kind.READ : Kind.UNKNOWN, List.of(), null);
    }

    /** @param carried whether the body, or the query where there is no body, has a field, by its name, with a value */
    static Repeat of(String method, @Nullable EndpointFacts facts, Predicate<String> carried) {
        if (facts == null || method.equals("GET")) {
            return of(method);
        }
        List<String> fields = facts.idempotency();
        Kind kind = fields.isEmpty()
                ? Kind.NOT_IDEMPOTENT
                : fields.stream().allMatch(carried) ? Kind.IDEMPOTENT : Kind.NUMBER_MISSING;
        return new Repeat(kind, fields, facts.settledBy());
    }

    /** Tells of a field's name whether the body has it, with a value. */
    static Predicate<String> fieldsWithValue(JsonObject body) {
        return name -> {
            JsonValue value = body.get(name);
            return value instanceof JsonString text
                    ? !text.value().isBlank()
                    : value != null && value != JsonNull.INSTANCE;
        };
    }

    /** Whether an unknown outcome may be followed by the identical request. */
    boolean isHarmless() {
        return kind == Kind.READ || kind == Kind.IDEMPOTENT;
    }

    /** Of a call that was sent and whose outcome is not known. */
    RetrySafety afterUnknownOutcome() {
        return kind == Kind.READ ? RetrySafety.SAFE : RetrySafety.UNKNOWN;
    }

    /** What to do then. */
    String nextStep() {
        String query = settledBy == null ? "query the outcome" : "settle the outcome by " + settledBy;
        return switch (kind) {
            case READ -> "It changes nothing, so it may be sent again";
            case IDEMPOTENT ->
                "The platform may have acted. Next: " + query + ", or send the same request again with the same "
                        + numbers() + " and parameters, never with " + (fields.size() > 1 ? "new ones" : "a new one");
            case NUMBER_MISSING ->
                "The platform may have acted, and the request has no " + numbers() + " to know a repeat by. Next: "
                        + query + " before you send it again";
            case NOT_IDEMPOTENT ->
                "The platform may have acted, and no number is documented that makes a repeat harmless. Next: " + query
                        + " before you send it again";
            case UNKNOWN ->
                "The platform may have acted. Next: query the outcome, or send the same request again with the same"
                        + " numbers and parameters, never with new ones";
        };
    }

    private String numbers() {
        return String.join(" and ", fields);
    }
}
