package io.github.fluentpay.typed;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is documented about one field of a request. Not changed any more once it is part of a shape; for generated code. */
public final class Rule {

    /** What a field may be. */
    private enum Kind {
        TEXT("text"),
        WHOLE("a whole number"),
        DECIMAL("a number"),
        BOOL("true or false"),
        OBJECT("an object"),
        JSON_TEXT("the text of a JSON object");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Lower and upper bound, both included. */
    private record Bounds(long least, long most) {

        static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

        boolean hold(long number) {
            return number >= least && number <= most;
        }

        @Override
        public String toString() {
            if (most == Long.MAX_VALUE) {
                return "at least " + least;
            }
            return least == Long.MIN_VALUE ? "at most " + most : least + " to " + most;
        }
    }

    private final String name;
    private final Kind kind;
    private final @Nullable Shape inner;

    // Set while the rule is being made, never after it is handed out.
    private boolean list;
    private boolean required;
    private boolean secret;
    private Bounds elements = Bounds.NONE;
    private Bounds length = Bounds.NONE;
    private Bounds range = Bounds.NONE;
    private @Nullable Pattern characters;
    private List<String> values = List.of();

    private Rule(String name, Kind kind, @Nullable Shape inner) {
        this.name = name;
        this.kind = kind;
        this.inner = inner;
    }

    /** A string. */
    public static Rule text(String name) {
        return new Rule(name, Kind.TEXT, null);
    }

    /** A number without a fraction. */
    public static Rule whole(String name) {
        return new Rule(name, Kind.WHOLE, null);
    }

    /** A number. */
    public static Rule decimal(String name) {
        return new Rule(name, Kind.DECIMAL, null);
    }

    /** A boolean. */
    public static Rule bool(String name) {
        return new Rule(name, Kind.BOOL, null);
    }

    /** An object whose fields are not documented. */
    public static Rule object(String name) {
        return new Rule(name, Kind.OBJECT, null);
    }

    /** An object. */
    public static Rule object(String name, Shape shape) {
        return new Rule(name, Kind.OBJECT, shape);
    }

    /** An object as JSON text. */
    public static Rule jsonText(String name, Shape shape) {
        return new Rule(name, Kind.JSON_TEXT, shape);
    }

    /** Several of them. */
    public Rule list() {
        list = true;
        return this;
    }

    /** It has to be there. */
    public Rule required() {
        required = true;
        return this;
    }

    /** It is never shown. */
    public Rule secret() {
        secret = true;
        return this;
    }

    /** How many elements a list has, bounds included. */
    public Rule elements(long fewest, long most) {
        elements = new Bounds(fewest, most);
        return this;
    }

    /** How many characters it has, bounds included. */
    public Rule length(long shortest, long longest) {
        length = new Bounds(shortest, longest);
        return this;
    }

    /** The smallest and the largest number. */
    public Rule range(long smallest, long largest) {
        range = new Bounds(smallest, largest);
        return this;
    }

    /** The whole value matches this regular expression. */
    public Rule matching(String regex) {
        characters = Pattern.compile(regex);
        return this;
    }

    /** The platform refuses any other value. */
    public Rule oneOf(String... allowed) {
        values = List.of(allowed);
        return this;
    }

    boolean holdsSecrets() {
        return secret || (inner != null && inner.holdsSecrets());
    }

    /** {@code json} with this field's strings marked as never to be shown. */
    JsonObject masked(JsonObject json) {
        JsonValue value = json.get(name);
        if (value == null || !holdsSecrets()) {
            return json;
        }
        if (list && value instanceof JsonArray array) {
            return json.with(name, array.values().stream().map(this::maskedOne).toList());
        }
        return json.with(name, maskedOne(value));
    }

    private JsonValue maskedOne(JsonValue value) {
        if (secret && value instanceof JsonString text) {
            return JsonString.secret(text.value());
        }
        return inner != null && value instanceof JsonObject object ? inner.masked(object) : value;
    }

    /** Finds what is wrong with this field of {@code json}. */
    void check(JsonObject json, String above, Consumer<String> problems) {
        String here = above + "/" + name;
        JsonValue value = json.get(name);
        if (value == null || value == JsonNull.INSTANCE) {
            if (required) {
                problems.accept(here + " is missing");
            }
            return;
        }
        if (!list) {
            one(value, here, problems);
        } else if (value instanceof JsonArray array) {
            if (required && array.size() == 0) {
                problems.accept(here + " is empty");
            } else if (!elements.hold(array.size())) {
                problems.accept(here + " has " + array.size() + " elements, " + elements + " are allowed");
            }
            for (int i = 0; i < array.size(); i++) {
                one(array.get(i), here + "/" + i, problems);
            }
        } else {
            problems.accept(here + " is " + value.kind() + ", an array of " + kind.words + " is needed");
        }
    }

    private void one(JsonValue value, String here, Consumer<String> problems) {
        boolean fits = switch (kind) {
            case TEXT -> value instanceof JsonString;
            case WHOLE -> value instanceof JsonNumber number && isWhole(number);
            case DECIMAL -> value instanceof JsonNumber;
            case BOOL -> value instanceof JsonBoolean;
            case OBJECT -> value instanceof JsonObject;
            case JSON_TEXT -> value instanceof JsonString text && parsed(text.value()) != null;
        };
        if (!fits) {
            problems.accept(here + " is " + value.kind() + ", " + kind.words + " is needed");
        } else if (value instanceof JsonString text && kind == Kind.JSON_TEXT) {
            inside(parsed(text.value()), here, problems);
        } else if (value instanceof JsonString text) {
            text(text.value(), here, problems);
        } else if (value instanceof JsonNumber number && kind == Kind.WHOLE) {
            if (!range.hold(number.longValue())) {
                problems.accept(here + " is " + number + ", " + range + " is allowed");
            }
        } else if (value instanceof JsonObject object) {
            inside(object, here, problems);
        }
    }

    private void inside(@Nullable JsonObject object, String here, Consumer<String> problems) {
        if (inner != null && object != null) {
            inner.check(object, here, problems);
        }
    }

    /** Lengths are counted in characters: a Chinese one is one. No value is quoted, it may be secret. */
    private void text(String text, String here, Consumer<String> problems) {
        int counted = text.codePointCount(0, text.length());
        if (!length.hold(counted)) {
            problems.accept(here + " has " + counted + " characters, " + length + " are allowed");
        }
        if (characters != null && !characters.matcher(text).matches()) {
            problems.accept(here + " has a character that is not allowed: " + characters.pattern());
        }
        if (!values.isEmpty() && !values.contains(text)) {
            problems.accept(here + " is none of " + String.join(", ", values));
        }
    }

    private static boolean isWhole(JsonNumber number) {
        try {
            number.longValue();
            return true;
        } catch (ArithmeticException fractionOrOverflow) {
            return false;
        }
    }

    private static @Nullable JsonObject parsed(String text) {
        try {
            return JsonObject.parse(text);
        } catch (IllegalArgumentException notAnObject) {
            return null;
        }
    }
}
