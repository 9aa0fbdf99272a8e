package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query, in the order the caller gave it. Immutable. */
record QueryString(List<Parameter> parameters) {

    /** The caller's word on a parameter. */
    enum Mark {
        NONE,
        ENCRYPTING,
        IN_THE_CLEAR
    }

    /** A name with its raw value, which may have to be sealed when the query goes out. */
    record Parameter(String name, String value, Mark mark) {

        private String onTheWire(Sealing sealing, SensitiveFields documented) {
            if (mark == Mark.NONE && documented.query().contains(name) && !PrivacyEncryptor.isSealed(value)) {
                throw new IllegalArgumentException(sealing.endpoint() + ": the query parameter " + name
                        + " is documented as sensitive, and its value is not sealed. Nothing was sent. Next: add it by"
                        + " .queryEncrypting(\"" + name
                        + "\", …), with the plain value; to send what is there as it is,"
                        + " use .queryInTheClear(\"" + name + "\", …)");
            }
            return PercentEncoding.encode(name) + "="
                    + PercentEncoding.encode(mark == Mark.ENCRYPTING ? sealing.parameter(name, value) : value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final QueryString EMPTY = new QueryString(List.of());

    /**
     * One more parameter. A list repeats the name; an object becomes its JSON text, which is how the platform takes
     * nested parameters, for example {@code partner} of {@code GET v3/marketing/partnerships}.
     */
    QueryString with(String name, @Nullable Object value, String path) {
        String what = what(name, path);
        String key = key(name, path);
        List<Parameter> more = new ArrayList<>(parameters);
        if (value instanceof Iterable<?> values && !(value instanceof JsonValue)) {
            int before = more.size();
            values.forEach(item -> more.add(new Parameter(key, Values.text(what, item), Mark.NONE)));
            if (more.size() == before) {
                throw new IllegalArgumentException(what + " is an empty list; leave it out, or give it a value");
            }
        } else if (value instanceof JsonValue || value instanceof Map<?, ?>) {
            more.add(new Parameter(key, JsonValue.of(value).toJson(), Mark.NONE));
        } else {
            more.add(new Parameter(key, Values.text(what, value), Mark.NONE));
        }
        return new QueryString(List.copyOf(more));
    }

    /** One more parameter, whose value goes out sealed. */
    QueryString withSensitive(String name, @Nullable String value, String path) {
        return with(name, value, path, Mark.ENCRYPTING);
    }

    /** One more parameter, whose value goes out as it is, sensitive or not. */
    QueryString withInTheClear(String name, @Nullable String value, String path) {
        return with(name, value, path, Mark.IN_THE_CLEAR);
    }

    private QueryString with(String name, @Nullable String value, String path, Mark mark) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(key(name, path), Values.text(what(name, path), value), mark));
        return new QueryString(List.copyOf(more));
    }

    boolean has(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    private static String what(String name, String path) {
        return "The query parameter " + name + " of " + path;
    }

    private static String key(String name, String path) {
        return Values.text("A query parameter's name of " + path, name);
    }

    /**
     * {@code ?a=b&c=d}, or nothing.
     *
     * @throws IllegalArgumentException if a documented sensitive parameter would leave in the clear
     */
    String onTheWire(Sealing sealing, SensitiveFields documented) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(parameter -> parameter.onTheWire(sealing, documented))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
