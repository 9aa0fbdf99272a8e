package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The caller's word on the fields of a body: those to seal, and those to send as they are although they are sensitive.
 * A field that is both is sealed. Immutable.
 */
record FieldMarks(Set<String> encrypting, Set<String> inTheClear) {

    static final FieldMarks NONE = new FieldMarks(Set.of(), Set.of());

    FieldMarks encrypting(Collection<String> pointers) {
        return new FieldMarks(and(encrypting, pointers), inTheClear);
    }

    FieldMarks inTheClear(Collection<String> pointers) {
        return new FieldMarks(encrypting, and(inTheClear, pointers));
    }

    private static Set<String> and(Set<String> before, Collection<String> pointers) {
        pointers.forEach(pointer -> JsonObject.empty().mapAt(pointer, UnaryOperator.identity()));
        Set<String> more = new LinkedHashSet<>(before);
        more.addAll(pointers);
        return Collections.unmodifiableSet(more);
    }

    /**
     * The body to send.
     *
     * @throws IllegalArgumentException if a documented sensitive field of it would leave in the clear
     */
    JsonObject sealed(JsonObject body, Sealing sealing, SensitiveFields documented) {
        JsonObject sealed = sealing.body(body, encrypting);
        if (!documented.body().isEmpty()) {
            JsonObject rest = sealed;
            for (String pointer : inTheClear) {
                rest = rest.mapAt(pointer, allowed -> JsonNull.INSTANCE);
            }
            Set<String> clear = new LinkedHashSet<>();
            for (String pointer : documented.body()) {
                collect(rest, List.of(pointer.substring(1).split("/")), "", clear);
            }
            if (!clear.isEmpty()) {
                throw new IllegalArgumentException(refusal(sealing.endpoint(), clear));
            }
        }
        return sealed;
    }

    /** A list where an object is documented, or the reverse, hides no field: the body may be wrong, and is no less secret. */
    private static void collect(JsonValue value, List<String> tokens, String here, Set<String> clear) {
        if (value instanceof JsonArray array) {
            List<String> below =
                    !tokens.isEmpty() && tokens.get(0).equals("*") ? tokens.subList(1, tokens.size()) : tokens;
            array.values().forEach(element -> collect(element, below, here + "/*", clear));
        } else if (tokens.isEmpty()) {
            if (!isSealedOrNothing(value)) {
                clear.add(here);
            }
        } else if (tokens.get(0).equals("*")) {
            collect(value, tokens.subList(1, tokens.size()), here, clear);
        } else if (value instanceof JsonObject object) {
            JsonValue field = object.get(tokens.get(0));
            if (field != null) {
                collect(field, tokens.subList(1, tokens.size()), here + "/" + tokens.get(0), clear);
            }
        }
    }

    private static boolean isSealedOrNothing(JsonValue value) {
        return value == JsonNull.INSTANCE
                || (value instanceof JsonString text
                        && (text.value().isEmpty() || PrivacyEncryptor.isSealed(text.value())));
    }

    private static String refusal(String endpoint, Set<String> clear) {
        String pointers = clear.stream().map(pointer -> '"' + pointer + '"').collect(Collectors.joining(", "));
        boolean one = clear.size() == 1;
        return endpoint + ": " + String.join(" and ", clear) + (one ? " is" : " are") + " documented as sensitive, and"
                + (one ? " its value is" : " their values are")
                + " not sealed. Nothing was sent. Next: add .encrypting("
                + pointers + ") and give the plain value" + (one ? "" : "s")
                + "; to send what is there as it is, add .sendingInTheClear(" + pointers + ")";
    }
}
