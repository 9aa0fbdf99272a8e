package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Encoding;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Format;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Compares a reply with the catalogue's fields, by rules of its own. */
final class DocumentedReply {

    private final List<String> problems = new ArrayList<>();
    private final boolean complete;

    private DocumentedReply(boolean complete) {
        this.complete = complete;
    }

    /**
     * What is wrong with a reply.
     *
     * @param complete whether optional fields have to be there too
     */
    static List<String> problems(JsonObject reply, List<Field> fields, boolean complete) {
        DocumentedReply check = new DocumentedReply(complete);
        check.object("", reply, fields);
        return check.problems;
    }

    private void object(String place, JsonObject object, List<Field> fields) {
        for (Field field : fields) {
            String here = place + "/" + field.name();
            JsonValue value = object.get(field.name());
            if (value != null) {
                field(here, value, field);
            } else if (!field.isIndexed() && (complete || field.required())) {
                problems.add(here + " is missing");
            }
        }
        object.fields().keySet().stream()
                .filter(name -> !fields.isEmpty()
                        && fields.stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name -> problems.add(place + "/" + name + " is not documented"));
    }

    private void field(String here, JsonValue value, Field field) {
        if (field.type() != FieldType.ARRAY) {
            one(here, value, field, field.type());
            return;
        }
        if (!(value instanceof JsonArray array)) {
            problems.add(here + " is " + value.kind());
            return;
        }
        if ((complete && array.size() == 0) || !field.length().contains(array.size())) {
            problems.add(here + " has " + array.size() + " elements");
        }
        array.forEach(item -> one(here, item, field, field.items()));
    }

    private void one(String here, JsonValue value, Field field, FieldType type) {
        boolean fits = switch (type) {
            case STRING -> value instanceof JsonString;
            case INTEGER ->
                value instanceof JsonNumber number
                        && number.decimal().stripTrailingZeros().scale() <= 0;
            case NUMBER -> value instanceof JsonNumber;
            case BOOLEAN -> value instanceof JsonBoolean;
            case OBJECT, ARRAY -> value instanceof JsonObject;
        };
        if (!fits) {
            problems.add(here + " is " + value.kind());
            return;
        }
        if (!field.enumeration().isEmpty() && !field.enumeration().contains(value)) {
            problems.add(here + " is " + value.toJson() + ", which is not listed");
        }
        if (value instanceof JsonObject object) {
            object(here, object, field.fields());
        } else if (value instanceof JsonString text) {
            text(here, text.value(), field);
        } else if (value instanceof JsonNumber number && !field.range().contains(number.longValue())) {
            problems.add(here + " is " + number.text() + ", out of range");
        }
    }

    private void text(String here, String text, Field field) {
        if (field.encoding() == Encoding.JSON && !field.fields().isEmpty()) {
            object(here, JsonObject.parse(text), field.fields());
            return;
        }
        long length = text.codePoints().count();
        if (field.type() == FieldType.STRING && !field.length().contains(length)) {
            problems.add(here + " has " + length + " characters");
        }
        if (field.characters() != null && !text.matches(field.characters())) {
            problems.add(here + " is " + text + ", not of the form " + field.characters());
        }
        if (field.format() == Format.DATE_TIME) {
            OffsetDateTime.parse(text);
        }
    }
}
