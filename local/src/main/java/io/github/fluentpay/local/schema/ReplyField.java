package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Encoding;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes one documented field of a reply. Immutable. */
final class ReplyField {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final Field field;
    private final FieldRule rule;
    private final FieldType itemType;
    private final Values.Maker made;
    private final List<ReplyField> inner;

    ReplyField(Field field, Values values, List<Field> siblings) {
        this.field = field;
        this.rule = new FieldRule(field);
        this.itemType = field.items() == null ? field.type() : field.items();
        this.made = values.of(field, siblings);
        this.inner = all(field.fields(), values);
    }

    static List<ReplyField> all(List<Field> fields, Values values) {
        return fields.stream()
                .filter(field -> !field.isIndexed())
                .map(field -> new ReplyField(field, values, fields))
                .toList();
    }

    /** An object with all of them. */
    static JsonObject object(List<ReplyField> fields, Answering answering, String place) {
        JsonObject.Builder object = JsonObject.builder();
        for (ReplyField one : fields) {
            String here = place + "/" + one.field.name();
            object.put(one.field.name(), one.value(answering, here));
        }
        return object.build();
    }

    private JsonValue value(Answering answering, String place) {
        if (field.type() != FieldType.ARRAY) {
            return one(answering, place);
        }
        if (inner.isEmpty()) {
            Optional<JsonValue> list = answering
                    .said()
                    .about(place)
                    .filter(value -> value instanceof JsonArray array && array.size() > 0)
                    .filter(rule::fitsReply)
                    .findFirst();
            if (list.isPresent()) {
                return list.get();
            }
        }
        return JsonArray.of(one(answering, place));
    }

    private JsonValue one(Answering answering, String place) {
        if (field.encoding() == Encoding.JSON && !inner.isEmpty()) {
            return JsonString.of(object(inner, answering, place).toJson());
        }
        if (field.encoding() == Encoding.JSON_ARRAY) {
            return JsonString.of(
                    inner.isEmpty()
                            ? "[]"
                            : JsonArray.of(object(inner, answering, place)).toJson());
        }
        return switch (itemType) {
            case OBJECT, ARRAY -> inner.isEmpty() ? open(answering, place) : object(inner, answering, place);
            case STRING, INTEGER, NUMBER, BOOLEAN -> plain(answering, place);
        };
    }

    private JsonValue plain(Answering answering, String place) {
        boolean sealed = field.encryption() == Encryption.MERCHANT_CERTIFICATE;
        JsonValue value = answering
                .said()
                .about(place)
                .map(this::converted)
                .filter(said -> sealed || !(said instanceof JsonString text && text.isSecret()))
                .filter(this::fits)
                .findFirst()
                .orElseGet(() -> made.make(answering));
        return sealed && value instanceof JsonString text ? JsonString.of(answering.seal(text.value())) : value;
    }

    private boolean fits(JsonValue one) {
        return rule.fitsReply(field.type() == FieldType.ARRAY ? JsonArray.of(one) : one);
    }

    /** A number in a path or a query is a text, and some numbers are texts elsewhere. */
    private JsonValue converted(JsonValue said) {
        boolean number = itemType == FieldType.INTEGER || itemType == FieldType.NUMBER;
        if (number
                && said instanceof JsonString text
                && WHOLE.matcher(text.value()).matches()) {
            return JsonNumber.of(Long.parseLong(text.value()));
        }
        return itemType == FieldType.STRING && said instanceof JsonNumber given ? JsonString.of(given.text()) : said;
    }

    /** An object of which no fields are documented. */
    private static JsonValue open(Answering answering, String place) {
        return answering
                .said()
                .about(place)
                .filter(JsonObject.class::isInstance)
                .findFirst()
                .orElse(JsonObject.empty());
    }
}
