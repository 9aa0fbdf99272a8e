package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query, encoded as it goes out; in the order the caller gave it. Immutable. */
record QueryString(List<String> pairs) {

    static final QueryString EMPTY = new QueryString(List.of());

    /**
     * One more parameter. A list repeats the name; an object becomes its JSON text, which is how the platform takes
     * nested parameters, for example {@code partner} of {@code GET v3/marketing/partnerships}.
     */
    QueryString with(String name, @Nullable Object value, String path) {
        String what = "The query parameter " + name + " of " + path;
        String key = Values.text("A query parameter's name of " + path, name);
        List<String> more = new ArrayList<>(pairs);
        if (value instanceof Iterable<?> values && !(value instanceof JsonValue)) {
            int before = more.size();
            values.forEach(item -> more.add(pair(key, Values.text(what, item))));
            if (more.size() == before) {
                throw new IllegalArgumentException(what + " is an empty list; leave it out, or give it a value");
            }
        } else if (value instanceof JsonValue || value instanceof Map<?, ?>) {
            more.add(pair(key, JsonValue.of(value).toJson()));
        } else {
            more.add(pair(key, Values.text(what, value)));
        }
        return new QueryString(List.copyOf(more));
    }

    private static String pair(String name, String value) {
        return PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value);
    }

    /** {@code ?a=b&c=d}, or nothing. */
    String onTheWire() {
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }
}
