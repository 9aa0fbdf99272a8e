package io.github.fluentpay.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** HTTP headers: names in any case, lines in order. Immutable. */
public final class Headers {

    private static final Headers NONE = new Headers(List.of());

    /** Name, value, name, value: a message has about ten, and looking through them beats building a map. */
    private final List<String> lines;

    private Headers(List<String> lines) {
        this.lines = lines;
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
        int line = indexOf(lines, name);
        return line < 0 ? null : lines.get(line + 1);
    }

    /** All values under that name, in order; empty if there are none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        forEach((each, value) -> {
            if (each.equalsIgnoreCase(name)) {
                values.add(value);
            }
        });
        return Collections.unmodifiableList(values);
    }

    /** Calls {@code line} with name and value of each line, in order. */
    public void forEach(BiConsumer<String, String> line) {
        for (int i = 0; i < lines.size(); i += 2) {
            line.accept(lines.get(i), lines.get(i + 1));
        }
    }

    /** Every value by name; look-ups in the map ignore case. Unmodifiable. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        forEach((name, value) -> map.computeIfAbsent(name, this::all));
        return Collections.unmodifiableMap(map);
    }

    /** The names only: values may be secret. */
    @Override
    public String toString() {
        return "Headers" + asMap().keySet();
    }

    private static int indexOf(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i += 2) {
            if (lines.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Collects headers. Not safe for several threads. */
    public static final class Builder {

        private List<String> lines = new ArrayList<>(24);
        private boolean handedOut;

        private Builder() {}

        /** Adds a line after those that are there. */
        public Builder add(String name, String value) {
            if (handedOut) {
                lines = new ArrayList<>(lines);
                handedOut = false;
            }
            lines.add(name);
            lines.add(value);
            return this;
        }

        /** Sets a value in place of those that are there under that name. */
        public Builder set(String name, String value) {
            if (indexOf(lines, name) < 0) {
                return add(name, value);
            }
            List<String> others = new ArrayList<>(24);
            for (int i = 0; i < lines.size(); i += 2) {
                if (!lines.get(i).equalsIgnoreCase(name)) {
                    others.addAll(lines.subList(i, i + 2));
                }
            }
            lines = others;
            handedOut = false;
            return add(name, value);
        }

        /** The headers; the builder can go on. */
        public Headers build() {
            handedOut = true;
            return new Headers(lines);
        }
    }
}
