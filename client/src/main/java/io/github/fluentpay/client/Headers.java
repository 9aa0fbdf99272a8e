package io.github.fluentpay.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP headers: names in any case, values in order. Immutable. */
public final class Headers {

    private static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** No header. */
    public static Headers none() {
        return NONE;
    }

    /** A builder without headers. */
    public static Builder builder() {
        return new Builder();
    }

    /** The first value under that name, or null. */
    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    /** All values under that name, in order; empty if there are none. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Every header; look-ups in the map ignore case. Unmodifiable. */
    public Map<String, List<String>> asMap() {
        return values;
    }

    /** The names only: values may be secret. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }

    /** Collects headers. Not safe for several threads. */
    public static final class Builder {

        private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        private Builder() {}

        /** Adds a value, after those that are there. */
        public Builder add(String name, String value) {
            values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            return this;
        }

        /** Sets a value in place of those that are there. */
        public Builder set(String name, String value) {
            values.remove(name);
            return add(name, value);
        }

        /** The headers; the builder is not used again. */
        public Headers build() {
            return new Headers(values);
        }
    }
}
