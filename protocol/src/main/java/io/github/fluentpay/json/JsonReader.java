package io.github.fluentpay.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/** Text into values, strictly: one value, bounded, no duplicate names, no broken Unicode. */
final class JsonReader {

    /** Deeper than any documented message (8 levels), shallow enough for the smallest stack. */
    static final int MAX_DEPTH = 64;

    /** 16 Mi characters; the largest documented JSON reply is a page of a list. */
    static final int MAX_LENGTH = 1 << 24;

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Decodes UTF-8 strictly. */
    static String decode(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        // A replacement character was read or made; only the strict decoder tells which.
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidJsonException("The JSON text is not valid UTF-8");
        }
    }

    static JsonValue read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidJsonException(
                    "The JSON text has " + text.length() + " characters; the limit is " + MAX_LENGTH);
        }
        try (JsonParser parser = JsonCore.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonReader reader = new JsonReader(parser);
            if (parser.nextToken() == null) {
                throw new InvalidJsonException("The JSON text is empty");
            }
            JsonValue value = reader.value(0);
            if (parser.nextToken() != null) {
                throw reader.refused("has more text after the first value");
            }
            return value;
        } catch (JacksonException e) {
            // Jackson's message quotes the text; only the place is passed on.
            throw new InvalidJsonException("The JSON text cannot be read" + place(e.getLocation()));
        }
    }

    private JsonValue value(int depth) {
        if (depth == MAX_DEPTH && parser.currentToken().isStructStart()) {
            throw refused("is nested more than " + MAX_DEPTH + " levels deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> JsonString.of(checked(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonNumber.ofToken(parser.getString());
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.INSTANCE;
            default -> throw refused("cannot be read");
        };
    }

    private JsonObject object(int depth) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = checked(parser.currentName());
            parser.nextToken();
            if (fields.put(name, value(depth + 1)) != null) {
                throw refused("names a field twice in one object");
            }
        }
        return new JsonObject(fields);
    }

    private JsonArray array(int depth) {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(depth + 1));
        }
        return new JsonArray(values);
    }

    private String checked(String text) {
        if (Surrogates.firstUnpaired(text) >= 0) {
            throw refused("has an unpaired surrogate");
        }
        return text;
    }

    private InvalidJsonException refused(String problem) {
        return new InvalidJsonException("The JSON text " + problem + place(parser.currentLocation()));
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
