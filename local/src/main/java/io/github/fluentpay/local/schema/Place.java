package io.github.fluentpay.local.schema;

import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a request, to be named in a refusal.
 *
 * @param in the body, the query, the path or the headers
 * @param name a JSON pointer in the body, else the variable's name
 */
record Place(Fields.Place in, String name) {

    static Place of(Fields.Place in) {
        return new Place(in, "");
    }

    Place below(String field) {
        boolean first = in != Fields.Place.BODY && name.isEmpty();
        // RFC 6901 section 3.
        return new Place(
                in, first ? field : name + "/" + field.replace("~", "~0").replace("/", "~1"));
    }

    Place below(int index) {
        return new Place(in, name + "/" + index);
    }

    /** Whether all values are texts, whatever their type. */
    boolean isText() {
        return in != Fields.Place.BODY;
    }

    RefusedException missing() {
        return Fields.invalid(in, name, null, "is missing");
    }

    RefusedException refused(@Nullable JsonValue shown, String rule) {
        return Fields.invalid(in, name, shown, rule);
    }
}
