package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Encoding;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Format;
import io.github.fluentpay.catalogue.Range;
import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the catalogue says of one field, ready to be asked. Immutable. */
final class FieldRule {

    /** Opens sealed texts; it is told what did not open. */
    @FunctionalInterface
    interface Opener {
        String open(Place at, String sealed);
    }

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}([.][0-9]{1,18})?");

    private final Field field;
    private final FieldType itemType;
    private final @Nullable Pattern characters;
    private final @Nullable Spelling spelling;
    private final boolean listed;
    private final List<FieldRule> inner;

    FieldRule(Field field) {
        this.field = field;
        this.itemType = field.items() == null ? field.type() : field.items();
        this.characters = field.characters() == null ? null : Pattern.compile(field.characters());
        this.spelling = Spelling.of(field.format());
        this.listed = isComplete(field);
        this.inner = all(field.fields());
    }

    /**
     * Whether the page names all values there are. One that lists a single word names an example, one whose example is not
     * on its list is out of date, and two numbers may be the ends of a range.
     */
    private static boolean isComplete(Field field) {
        List<JsonValue> values = field.enumeration();
        boolean words = values.size() > 1 && values.stream().allMatch(JsonString.class::isInstance);
        boolean outdated = field.example() instanceof JsonString example && !values.contains(example);
        return field.closed() ? !values.isEmpty() : words && !outdated;
    }

    /** Those of all fields but files and running numbers. */
    static List<FieldRule> all(List<Field> fields) {
        return fields.stream()
                .filter(field -> !field.isIndexed() && field.format() != Format.BINARY)
                .map(FieldRule::new)
                .toList();
    }

    Field field() {
        return field;
    }

    /**
     * Checks the fields of an object; those that are not documented are let through.
     *
     * @return the object with its sealed texts opened
     * @throws RefusedException with PARAM_ERROR at the first that breaks a rule
     */
    static JsonObject check(List<FieldRule> rules, JsonObject object, Place at, Opener opener) {
        JsonObject checked = object;
        for (FieldRule rule : rules) {
            String name = rule.field.name();
            JsonValue given = object.get(name);
            if (given != null) {
                JsonValue plain = rule.check(given, at.below(name), opener);
                checked = plain == given ? checked : checked.with(name, plain);
            } else if (rule.field.required()) {
                throw at.below(name).missing();
            }
        }
        return checked;
    }

    /** As {@link #check(List, JsonObject, Place, Opener)}, of this field's own value. */
    JsonValue check(JsonValue value, Place at, Opener opener) {
        if (field.type() != FieldType.ARRAY) {
            return one(value, field.length(), at, opener);
        }
        if (!(value instanceof JsonArray array)) {
            throw wrongType("an array", value, at);
        }
        long size = array.size();
        if (!field.length().contains(size) || (size == 0 && isFilled())) {
            throw at.refused(null, "must have " + bounds(field.length(), "elements") + ", and has " + size);
        }
        List<JsonValue> items = new ArrayList<>();
        for (JsonValue item : array) {
            items.add(one(item, Range.ANY, at.below(items.size()), opener));
        }
        return JsonValue.of(items);
    }

    /** Whether it would do in a reply: there, a documented enumeration names all there is. */
    boolean fitsReply(JsonValue value) {
        boolean known = field.enumeration().isEmpty()
                || (value instanceof JsonArray array
                        ? field.enumeration().containsAll(array.values())
                        : field.enumeration().contains(value));
        if (!known) {
            return false;
        }
        try {
            check(value, Place.of(Fields.Place.BODY), (at, text) -> text);
            return true;
        } catch (RefusedException misfit) {
            return false;
        }
    }

    private JsonValue one(JsonValue value, Range length, Place at, Opener opener) {
        return switch (itemType) {
            case STRING -> string(value, length, at, opener);
            case INTEGER, NUMBER -> number(value, at);
            case BOOLEAN -> bool(value, at);
            case OBJECT, ARRAY -> object(value, at, opener);
        };
    }

    private JsonValue object(JsonValue value, Place at, Opener opener) {
        if (value instanceof JsonObject object) {
            return check(inner, object, at, opener);
        }
        throw wrongType("an object", value, at);
    }

    private JsonValue string(JsonValue value, Range length, Place at, Opener opener) {
        if (!(value instanceof JsonString string)) {
            throw wrongType("a string", value, at);
        }
        boolean sealed = field.encryption() == Encryption.PLATFORM_PUBLIC_KEY;
        String text = sealed ? opener.open(at, string.value()) : string.value();
        JsonValue shown = sealed ? null : value;
        int characterCount = text.codePointCount(0, text.length());
        if (text.isEmpty() && isFilled()) {
            throw at.refused(shown, "must not be empty");
        }
        if (!length.contains(characterCount)) {
            throw at.refused(shown, "must have " + bounds(length, "characters") + ", and has " + characterCount);
        }
        requireListed(value, shown, at);
        if (characters != null && !characters.matcher(text).matches()) {
            throw at.refused(shown, "may only be of the form " + characters);
        }
        // What is said of data in a text is said of the data, and its examples mix days with words.
        if (spelling != null && field.encoding() == null && !text.isEmpty() && !spelling.fits(text)) {
            throw at.refused(shown, "must be " + spelling.words());
        }
        checkEncoded(text, shown, at, opener);
        return sealed ? JsonString.secret(text) : value;
    }

    /** Texts of data: the data keeps its rules too. */
    private void checkEncoded(String text, @Nullable JsonValue shown, Place at, Opener opener) {
        if (text.isEmpty()) {
            return;
        }
        if (field.encoding() == Encoding.JSON && !inner.isEmpty()) {
            JsonObject object =
                    parsed(text).orElseThrow(() -> at.refused(shown, "must hold the text of a JSON object"));
            check(inner, object, at, opener);
        } else if (field.encoding() == Encoding.JSON_ARRAY) {
            String what = inner.isEmpty() ? "array" : "array of objects";
            JsonArray array =
                    parsedArray(text).orElseThrow(() -> at.refused(shown, "must hold the text of a JSON " + what));
            for (int i = 0; i < array.size() && !inner.isEmpty(); i++) {
                object(array.get(i), at.below(i), opener);
            }
        }
    }

    private static Optional<JsonObject> parsed(String text) {
        try {
            return Optional.of(JsonObject.parse(text));
        } catch (InvalidJsonException notJson) {
            return Optional.empty();
        }
    }

    /** The parser takes objects alone; a text that closes the array early leaves more fields than one. */
    private static Optional<JsonArray> parsedArray(String text) {
        return parsed("{\"array\":" + text + "}")
                .filter(wrapped -> wrapped.fields().size() == 1)
                .map(wrapped -> wrapped.get("array"))
                .filter(JsonArray.class::isInstance)
                .map(JsonArray.class::cast);
    }

    private JsonValue number(JsonValue value, Place at) {
        BigDecimal number;
        if (value instanceof JsonNumber given) {
            number = Fields.decimal(given).orElseThrow(() -> at.refused(value, Fields.EXPONENT));
        } else if (at.isText()
                && value instanceof JsonString text
                && DECIMAL.matcher(text.value()).matches()) {
            number = new BigDecimal(text.value());
        } else {
            throw wrongType(isWhole() ? "a whole number" : "a number", value, at);
        }
        if (isWhole() && number.stripTrailingZeros().scale() > 0) {
            throw at.refused(value, "must be a whole number");
        }
        Range range = field.range();
        if (number.compareTo(BigDecimal.valueOf(range.least())) < 0
                || number.compareTo(BigDecimal.valueOf(range.most())) > 0) {
            throw at.refused(
                    value,
                    // As it came: a few characters can stand for a thousand million digits.
                    "must be from " + range.least() + " to " + range.most() + ", and is " + text(value));
        }
        requireListed(value, value, at);
        return value;
    }

    /** "Number" is what the tables say of amounts, too; there are no parts of a fen. */
    private boolean isWhole() {
        return itemType == FieldType.INTEGER || (!field.fraction() && "fen".equals(field.unit()));
    }

    private JsonValue bool(JsonValue value, Place at) {
        boolean isBoolean = value instanceof JsonBoolean
                || (at.isText()
                        && value instanceof JsonString text
                        && (text.value().equals("true") || text.value().equals("false")));
        if (!isBoolean) {
            throw wrongType("true or false", value, at);
        }
        return value;
    }

    private void requireListed(JsonValue value, @Nullable JsonValue shown, Place at) {
        String text = text(value);
        // What may be left out may be left empty: many callers write every field.
        if (!listed || (text.isEmpty() && !field.required())) {
            return;
        }
        if (field.enumeration().stream().noneMatch(listed -> text(listed).equals(text))) {
            throw at.refused(
                    shown,
                    "must be one of "
                            + field.enumeration().stream().map(FieldRule::text).collect(Collectors.joining(", ")));
        }
    }

    static String text(JsonValue value) {
        return value instanceof JsonString string ? string.value() : value.toJson();
    }

    /** A text or list that has to be there, and of which no length is documented, has something in it. */
    private boolean isFilled() {
        return field.required() && !field.length().isBounded();
    }

    private RefusedException wrongType(String expected, JsonValue value, Place at) {
        // Who sends a number in place of a sealed text has most likely not sealed it.
        JsonValue shown = field.encryption() == null ? value : null;
        return at.refused(shown, "must be " + expected + ", and is " + value.kind());
    }

    private static String bounds(Range range, String what) {
        if (!range.isBounded()) {
            return "some " + what;
        }
        return range.least() == range.most()
                ? range.least() + " " + what
                : range.least() + " to " + range.most() + " " + what;
    }
}
