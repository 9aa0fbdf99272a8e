package io.github.fluentpay.protocol;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers of a map, found by their name in any case. */
final class HeaderMap {

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HeaderMap() {}

    static HeaderMap of(Map<String, ?> headers) {
        HeaderMap map = new HeaderMap();
        headers.forEach((name, value) -> {
            String first = firstOf(name, value);
            if (name != null && first != null) {
                map.values.putIfAbsent(name, first);
            }
        });
        return map;
    }

    private static @Nullable String firstOf(String name, @Nullable Object value) {
        if (value instanceof Iterable<?> several) {
            return several.iterator().hasNext()
                    ? firstOf(name, several.iterator().next())
                    : null;
        }
        if (value == null || value instanceof CharSequence) {
            return value == null ? null : value.toString();
        }
        throw new IllegalArgumentException("The header " + name + " is a "
                + value.getClass().getName() + "; its value is a text or a list of texts");
    }

    @Nullable
    String first(String name) {
        return values.get(name);
    }
}
