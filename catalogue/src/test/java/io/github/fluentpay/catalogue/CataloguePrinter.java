package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Prints JSON for review: a field stands on a line of its own, so that a change of one is a change of one line. */
final class CataloguePrinter {

    private final StringBuilder out = new StringBuilder();

    private CataloguePrinter() {}

    static String print(JsonObject json) {
        CataloguePrinter printer = new CataloguePrinter();
        printer.value(json, 0);
        return printer.out.append('\n').toString();
    }

    private void value(JsonValue value, int depth) {
        if (isOneLine(value)) {
            line(value);
        } else if (value instanceof JsonObject object) {
            object(object, depth);
        } else if (value instanceof JsonArray array) {
            array(array, depth);
        }
    }

    private void object(JsonObject object, int depth) {
        out.append('{');
        // The short facts of a field stand before its own fields, on one line; those of an operation get one each.
        boolean field = object.has("name");
        String separator = "";
        for (Map.Entry<String, JsonValue> entry : object.fields().entrySet()) {
            out.append(separator);
            if (!field) {
                indent(depth + 1);
            }
            out.append(JsonString.of(entry.getKey()).toJson()).append(": ");
            value(entry.getValue(), field ? depth : depth + 1);
            separator = field ? ", " : ",";
        }
        if (!field) {
            indent(depth);
        }
        out.append('}');
    }

    private void array(JsonArray array, int depth) {
        out.append('[');
        String separator = "";
        for (JsonValue item : array) {
            out.append(separator);
            indent(depth + 1);
            value(item, depth + 1);
            separator = ",";
        }
        indent(depth);
        out.append(']');
    }

    private void line(JsonValue value) {
        if (value instanceof JsonObject object) {
            out.append('{');
            Iterator<Map.Entry<String, JsonValue>> entries =
                    object.fields().entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<String, JsonValue> entry = entries.next();
                out.append(JsonString.of(entry.getKey()).toJson()).append(": ");
                line(entry.getValue());
                out.append(entries.hasNext() ? ", " : "");
            }
            out.append('}');
        } else if (value instanceof JsonArray array) {
            out.append('[');
            for (int i = 0; i < array.size(); i++) {
                out.append(i == 0 ? "" : ", ");
                line(array.get(i));
            }
            out.append(']');
        } else {
            out.append(value.toJson());
        }
    }

    /** Scalars, lists of them, and objects of nothing else. */
    private static boolean isOneLine(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.values().stream().noneMatch(item -> item instanceof JsonObject || item instanceof JsonArray);
        }
        if (value instanceof JsonObject object) {
            boolean top = object.has("operation") || object.has("event") || object.has("product");
            return !top && List.copyOf(object.fields().values()).stream().allMatch(CataloguePrinter::isOneLine);
        }
        return true;
    }

    private void indent(int depth) {
        out.append('\n').append("  ".repeat(depth));
    }
}
