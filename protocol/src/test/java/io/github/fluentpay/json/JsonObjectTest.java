package io.github.fluentpay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    private static final JsonObject COUPON = JsonObject.of("coupon_code", "sxxe34343434", "stock_id", "1234567891");

    @Test
    void takesNamesAndValuesInTurn() {
        assertThat(COUPON.toJson()).isEqualTo("{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\"}");
        assertThat(JsonObject.of()).isEqualTo(JsonObject.empty());
        assertThat(JsonObject.empty().isEmpty()).isTrue();
        assertThat(COUPON.isEmpty()).isFalse();
    }

    @Test
    void refusesNamesAndValuesThatDoNotPair() {
        assertThatThrownBy(() -> JsonObject.of("a", 1, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Names and values come in pairs; 3 arguments were given");
        assertThatThrownBy(() -> JsonObject.of("a", "b", Map.of("card", "6222"), "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "Argument 3 must be a field's name, a string; it is a java\\.util\\.ImmutableCollections\\S+");
        assertThatThrownBy(() -> JsonObject.of(null, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Argument 1 must be a field's name, a string; it is null");
        assertThatThrownBy(() -> JsonObject.of("a", 1, "a", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The field a is given twice");
        assertThatThrownBy(() -> JsonObject.of("\uD800", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The string has an unpaired surrogate at index 0: it is not Unicode text");
    }

    @Test
    void takesAMapInItsOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", List.of(true));

        JsonObject object = JsonObject.from(map);
        map.put("later", 1);

        assertThat(object.toJson()).isEqualTo("{\"z\":1,\"a\":[true]}");
    }

    @Test
    void derivesObjectsAndNeverChanges() {
        String before = COUPON.toJson();

        JsonObject more = COUPON.with("return_request_no", "1002");
        JsonObject replaced = COUPON.with("coupon_code", "other");
        JsonObject less = COUPON.without("coupon_code");

        assertThat(more.toJson())
                .isEqualTo("{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                        + "\"return_request_no\":\"1002\"}");
        assertThat(replaced.toJson()).isEqualTo("{\"coupon_code\":\"other\",\"stock_id\":\"1234567891\"}");
        assertThat(less.toJson()).isEqualTo("{\"stock_id\":\"1234567891\"}");
        assertThat(COUPON.without("unknown")).isSameAs(COUPON);
        assertThat(COUPON.toJson()).isEqualTo(before);
        assertThatThrownBy(() -> COUPON.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void buildsAnObjectThatTheBuilderNoLongerChanges() {
        JsonObject.Builder builder = COUPON.toBuilder().remove("stock_id").putIfPresent("absent", null);

        JsonObject first = builder.build();
        JsonObject second = builder.put("a", 1).putIfPresent("b", 2).build();

        assertThat(first.toJson()).isEqualTo("{\"coupon_code\":\"sxxe34343434\"}");
        assertThat(second.toJson()).isEqualTo("{\"coupon_code\":\"sxxe34343434\",\"a\":1,\"b\":2}");
        assertThat(COUPON.has("stock_id")).isTrue();
    }

    @Test
    void tellsAbsentFromNull() {
        JsonObject object = JsonObject.parse("{\"a\":null}");

        assertThat(object.has("a")).isTrue();
        assertThat(object.get("a")).isSameAs(JsonNull.INSTANCE);
        assertThat(object.has("b")).isFalse();
        assertThat(object.get("b")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /a/b | 1
                    /list/0 | "x"
                    /list/10 | "k"
                    /x~1y | 2
                    /m~0n | 3
                    /~01 | 4
                    / | 5
                    /list/11 |
                    /list/00 |
                    /list/-1 |
                    /list/- |
                    /list/ |
                    /list/99999999999 |
                    /list/٣ |
                    /a/b/c |
                    /A |
                    /a/ |
                    """)
    void findsTheValueAtAPointer(String pointer, String expected) {
        JsonObject object = JsonObject.parse(
                "{\"a\":{\"b\":1},\"list\":[\"x\",0,0,0,0,0,0,0,0,0,\"k\"],\"x/y\":2," + "\"m~n\":3,\"~1\":4,\"\":5}");

        JsonValue found = object.at(pointer);

        assertThat(found == null ? null : found.toJson()).isEqualTo(expected);
    }

    @Test
    void findsItselfAtTheEmptyPointer() {
        assertThat(COUPON.at("")).isSameAs(COUPON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "#/a", " /a"})
    void refusesAPointerThatDoesNotStartWithASlash(String pointer) {
        assertThatThrownBy(() -> COUPON.at(pointer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + pointer + "\" is not a JSON pointer: it starts with a slash");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /name | {"name":"***","list":[{"n":"x"},{"m":1},{"n":2}],"*":["k",["l"]],"x/y":null}
                    /list/*/n | {"name":"a","list":[{"n":"***"},{"m":1},{"n":"***"}],"*":["k",["l"]],"x/y":null}
                    /list/2/n | {"name":"a","list":[{"n":"x"},{"m":1},{"n":"***"}],"*":["k",["l"]],"x/y":null}
                    /list/* | {"name":"a","list":["***","***","***"],"*":["k",["l"]],"x/y":null}
                    /*/* | {"name":"a","list":[{"n":"x"},{"m":1},{"n":2}],"*":["***","***"],"x/y":null}
                    /*/*/* | {"name":"a","list":[{"n":"x"},{"m":1},{"n":2}],"*":["k",["***"]],"x/y":null}
                    /x~1y | {"name":"a","list":[{"n":"x"},{"m":1},{"n":2}],"*":["k",["l"]],"x/y":"***"}
                    """)
    void changesTheValuesAtAPattern(String pattern, String expected) {
        String before =
                "{\"name\":\"a\",\"list\":[{\"n\":\"x\"},{\"m\":1},{\"n\":2}],\"*\":[\"k\",[\"l\"]],\"x/y\":null}";
        JsonObject object = JsonObject.parse(before);

        JsonObject changed = object.mapAt(pattern, value -> JsonString.of("***"));

        assertThat(changed.toJson()).isEqualTo(expected);
        assertThat(object.toJson()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/absent", "/list/3", "/list/00", "/list/-", "/list/*/absent", "/name/*", "/name/0", "/"})
    void staysTheSameWhereAPatternFindsNothing(String pattern) {
        JsonObject object = JsonObject.of("name", "a", "list", List.of(Map.of("n", "x"), 1));

        assertThat(object.mapAt(pattern, value -> JsonString.of("***"))).isSameAs(object);
    }

    @Test
    void staysTheSameIfNoValueAtAPatternChanges() {
        JsonObject object = JsonObject.of("list", List.of(Map.of("n", "x")));

        assertThat(object.mapAt("/list/*/n", value -> value)).isSameAs(object);
    }

    @Test
    void refusesAPatternThatIsNone() {
        assertThatThrownBy(() -> COUPON.mapAt("coupon_code", value -> value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"coupon_code\" is not a JSON pointer: it starts with a slash");
        assertThatThrownBy(() -> COUPON.mapAt("", value -> value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JSON pointer is empty: it stands for the object itself; name a field");
        assertThatThrownBy(() -> COUPON.mapAt("/coupon_code", value -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JSON value at /coupon_code is null, which the platform refuses: leave the field out,"
                        + " or use JsonNull.INSTANCE");
    }

    @Test
    void readsTypedFields() {
        JsonObject object = JsonObject.parse("{\"s\":\"x\",\"i\":2200000000,\"d\":1.10,\"b\":false,\"o\":{},\"a\":[]}");

        assertThat(object.string("s")).isEqualTo("x");
        assertThat(object.integer("i")).isEqualTo(2_200_000_000L);
        assertThat(object.decimal("d")).isEqualTo(new BigDecimal("1.10"));
        assertThat(object.bool("b")).isFalse();
        assertThat(object.object("o")).isEqualTo(JsonObject.empty());
        assertThat(object.array("a")).isEmpty();
    }

    record Accessor(String name, BiFunction<JsonObject, String, Object> read, String json, String message) {
        @Override
        public String toString() {
            return name + " of " + json;
        }
    }

    static Stream<Accessor> accessors() {
        BiFunction<JsonObject, String, Object> integer = JsonObject::integer;
        BiFunction<JsonObject, String, Object> decimal = JsonObject::decimal;
        String whole = ", not a whole number of at most 64 bits";
        return Stream.of(
                new Accessor("string", JsonObject::string, "7", "is a number, not a string"),
                new Accessor("integer", integer, "\"7\"", "is a string" + whole),
                new Accessor("integer", integer, "1.5", "is a number" + whole),
                new Accessor("integer", integer, "9223372036854775808", "is a number" + whole),
                new Accessor("integer", integer, "1e99999999999", "is a number" + whole),
                new Accessor("decimal", decimal, "\"7\"", "is a string, not a number that BigDecimal can hold"),
                new Accessor("decimal", decimal, "1e99999999999", "is a number, not a number that BigDecimal can hold"),
                new Accessor("bool", JsonObject::bool, "\"true\"", "is a string, not a boolean"),
                new Accessor("object", JsonObject::object, "[]", "is an array, not an object"),
                new Accessor("array", JsonObject::array, "{}", "is an object, not an array"),
                new Accessor("array", JsonObject::array, "true", "is a boolean, not an array"));
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void refusesAFieldOfAnotherType(Accessor accessor) {
        JsonObject object = JsonObject.parse("{\"f\":" + accessor.json() + "}");

        assertThatThrownBy(() -> accessor.read().apply(object, "f"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The field f " + accessor.message());
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void answersNullForAbsentAndNullFields(Accessor accessor) {
        JsonObject object = JsonObject.of("n", JsonNull.INSTANCE);

        assertThat(accessor.read().apply(object, "n")).isNull();
        assertThat(accessor.read().apply(object, "absent")).isNull();
    }
}
