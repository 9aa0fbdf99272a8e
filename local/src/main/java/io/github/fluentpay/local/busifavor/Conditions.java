package io.github.fluentpay.local.busifavor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A WHERE clause that grows, and its values. Used by one thread. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** One more that must hold, with a value for each of its question marks. */
    Conditions and(String condition, Object... more) {
        conditions.add(condition);
        values.addAll(List.of(more));
        return this;
    }

    /** The same, unless nothing was asked for. */
    Conditions andIf(String condition, @Nullable String value) {
        return value == null ? this : and(condition, value);
    }

    String where() {
        return "WHERE " + String.join(" AND ", conditions) + "\n";
    }

    /** The values, and those of what follows the clause. */
    Object[] values(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all.toArray();
    }
}
