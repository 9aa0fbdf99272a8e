package io.github.fluentpay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

    record Converted(Object java, String json) {
        @Override
        public String toString() {
            return java.getClass().getSimpleName() + " to " + json;
        }
    }

    static final List<Converted> CONVERTED = List.of(
            new Converted("x", "\"x\""),
            new Converted(CharBuffer.wrap("x"), "\"x\""),
            new Converted("券\"\\/\n\t\u0001", "\"券\\\"\\\\/\\n\\t\\u0001\""),
            new Converted(true, "true"),
            new Converted(100, "100"),
            new Converted((byte) -1, "-1"),
            new Converted((short) 7, "7"),
            new Converted(Long.MIN_VALUE, "-9223372036854775808"),
            new Converted(new BigInteger("9223372036854775808"), "9223372036854775808"),
            new Converted(new BigDecimal("1.10"), "1.10"),
            new Converted(new BigDecimal("1E+3"), "1E+3"),
            new Converted(0.1, "0.1"),
            new Converted(1e100, "1.0E+100"),
            new Converted(0.1f, "0.1"),
            new Converted(Map.of("a", List.of(1, Map.of())), "{\"a\":[1,{}]}"),
            new Converted(List.of(), "[]"),
            new Converted(JsonNull.INSTANCE, "null"),
            new Converted(JsonObject.of("a", 1), "{\"a\":1}"));

    @ParameterizedTest
    @FieldSource("CONVERTED")
    void convertsJavaValues(Converted example) {
        JsonValue value = JsonValue.of(example.java());

        assertThat(value.toJson()).isEqualTo(example.json());
        assertThat(new String(value.toBytes(), StandardCharsets.UTF_8)).isEqualTo(example.json());
        assertThat(value).hasToString(example.json());
        assertThat(JsonValue.parse(example.json())).isEqualTo(value).hasSameHashCodeAs(value);
    }

    record Refused(Object value, String message) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refused> refused() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("a/b~c", Arrays.asList(1, null));
        return Stream.of(
                new Refused(
                        null,
                        "The JSON value is null, which the platform refuses: leave the field out, or use"
                                + " JsonNull.INSTANCE"),
                new Refused(
                        withNull,
                        "The JSON value at /a~1b~0c/1 is null, which the platform refuses: leave the field out, or use"
                                + " JsonNull.INSTANCE"),
                new Refused(
                        Double.NaN,
                        "The JSON value is NaN (java.lang.Double), which has no JSON form: pass a whole number or a"
                                + " BigDecimal"),
                new Refused(
                        List.of(Float.NEGATIVE_INFINITY),
                        "The JSON value at /0 is -Infinity (java.lang.Float), which has no JSON form: pass a whole"
                                + " number or a BigDecimal"),
                new Refused(
                        new AtomicInteger(7),
                        "The JSON value is 7 (java.util.concurrent.atomic.AtomicInteger), which has no JSON form: pass"
                                + " a whole number or a BigDecimal"),
                new Refused(
                        Map.of("amount", Map.of("total", Optional.of("secret"))),
                        "The JSON value at /amount/total is a java.util.Optional, which has no JSON form: pass a"
                                + " String, Boolean, Number, Map, Iterable or JsonValue"),
                new Refused(
                        Map.of("a", Map.of(7, "x")),
                        "The JSON value at /a has a java.lang.Integer for a key, not a string"),
                new Refused(Collections.singletonMap(null, "x"), "The JSON value has null for a key, not a string"),
                new Refused(
                        Map.of("a", "x\uD83D"),
                        "The JSON value at /a has an unpaired surrogate at index 1: it is not Unicode text"),
                new Refused(
                        Map.of("a", Map.of("\uDE00", 1)),
                        "The JSON value at /a has an unpaired surrogate at index 0: it is not Unicode text"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatHasNoJsonFormAndSaysWhere(Refused refused) {
        assertThatThrownBy(() -> JsonValue.of(refused.value()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refused.message());
    }

    @Test
    void saysWhereInAnObjectAFieldWasRefused() {
        assertThatThrownBy(() -> JsonObject.of("a", List.of(1, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JSON value at /a/1 is a java.util.Optional, which has no JSON form: pass a String,"
                        + " Boolean, Number, Map, Iterable or JsonValue");
        assertThatThrownBy(() -> JsonObject.builder().put("a", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JSON value at /a is null, which the platform refuses: leave the field out, or use"
                        + " JsonNull.INSTANCE");
    }

    @Test
    void refusesAMapAndAListThatContainThemselves() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", map);
        map.put("b", map);
        List<Object> list = new ArrayList<>();
        list.add(list);
        list.add(list);

        assertThatThrownBy(() -> JsonValue.of(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The JSON value at (/[ab]){64} is nested more than 64 levels deep; does it contain"
                        + " itself\\?");
        assertThatThrownBy(() -> JsonValue.of(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JSON value at " + "/0".repeat(64)
                        + " is nested more than 64 levels deep; does it contain itself?");
    }

    static List<Function<Object, Object>> wrappings() {
        return List.of(
                List::of,
                value -> Map.of("a", value),
                value -> JsonArray.of(value),
                value -> JsonObject.of("a", value));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void takes64LevelsAndNotMore(Function<Object, Object> wrapping) {
        Object value = "x";
        for (int i = 0; i < 64; i++) {
            value = wrapping.apply(value);
        }
        Object deepest = value;

        JsonValue json = JsonValue.of(deepest);

        assertThat(JsonValue.parse(json.toJson())).isEqualTo(json);
        assertThatThrownBy(() -> JsonValue.of(wrapping.apply(deepest)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The JSON value at (/[a0])+ is nested more than 64 levels deep; does it contain"
                        + " itself\\?");
    }

    @Test
    void countsTheLevelsOfValuesThatWereReadToo() {
        JsonObject deep = JsonObject.parse("{\"a\":".repeat(64) + "1" + "}".repeat(64));

        assertThat(JsonObject.empty().with("x", 1)).isNotEqualTo(deep);
        assertThatThrownBy(() -> JsonObject.empty().with("x", deep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The JSON value at /x is nested more than 64 levels deep; does it contain itself?");
    }

    @Test
    void readsWhatItWrites() {
        Seeded.check(400, random -> {
            JsonObject tree = JsonObject.of("tree", randomValue(random, 5));

            byte[] bytes = tree.toBytes();

            assertThat(JsonObject.parse(bytes)).isEqualTo(tree).hasSameHashCodeAs(tree);
            assertThat(JsonObject.parse(bytes).toBytes()).isEqualTo(bytes);
            assertThat(tree.toBytes()).isEqualTo(bytes);
            assertThat(tree.toJson().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
        });
    }

    private static Object randomValue(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> randomText(random);
            case 1 -> random.nextLong();
            case 2 ->
                new BigDecimal(
                        new BigInteger(random.nextInt(1, 80), new Random(random.nextLong())), random.nextInt(-40, 40));
            case 3 -> random.nextBoolean();
            case 4 -> JsonNull.INSTANCE;
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(randomValue(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(randomText(random), randomValue(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String randomText(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
            text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '/' : point);
        }
        return text.toString();
    }

    @Test
    void writesSecretsAndNeverShowsThem() {
        JsonObject object = JsonObject.of("name", JsonString.secret("张三"))
                .withSecret("card", "6222")
                .with("list", List.of(JsonString.secret("hidden")))
                .with("open", "shown");

        assertThat(object.toJson())
                .isEqualTo("{\"name\":\"张三\",\"card\":\"6222\",\"list\":[\"hidden\"],\"open\":\"shown\"}");
        assertThat(object).hasToString("{\"name\":\"***\",\"card\":\"***\",\"list\":[\"***\"],\"open\":\"shown\"}");
        assertThat(object.fields().toString()).doesNotContain("张三", "6222", "hidden");
        assertThat(object.array("list").values().toString()).doesNotContain("hidden");
        assertThat(object.get("card")).hasToString("\"***\"");
        assertThat(object.string("card")).isEqualTo("6222");
        assertThat(object.toBuilder().putSecret("more", "x").build().toString()).contains("\"more\":\"***\"");
    }

    @Test
    void anObjectMadeSecretShowsNoTextAtAnyDepthAndIsWrittenAsBefore() {
        JsonObject plain = JsonObject.of(
                "name",
                "张三",
                "total",
                100,
                "list",
                List.of("hidden", Map.of("deep", "hidden")),
                "none",
                JsonNull.INSTANCE);

        JsonObject secret = plain.secret();

        assertThat(secret)
                .isEqualTo(plain)
                .hasToString("{\"name\":\"***\",\"total\":100,\"list\":[\"***\",{\"deep\":\"***\"}],\"none\":null}");
        assertThat(secret.toJson()).isEqualTo(plain.toJson());
    }

    @Test
    void comparesSecretsByTheirText() {
        assertThat(JsonString.secret("x")).isEqualTo(JsonString.of("x")).hasSameHashCodeAs(JsonString.of("x"));
        assertThat(JsonString.secret("x")).isNotEqualTo(JsonString.secret("y"));
        assertThat(JsonString.secret("x").isSecret()).isTrue();
        assertThat(JsonString.of("x").isSecret()).isFalse();
    }

    @Test
    void toBeSecretIsOneThingAndToHaveBeenOpenedAnother() {
        JsonString opened = JsonString.opened("13800000000");
        JsonObject all = JsonObject.of("phone", opened, "list", List.of(opened), "name", "张三")
                .secret();

        assertThat(opened.isOpened()).isTrue();
        assertThat(opened.isSecret()).isTrue();
        assertThat(opened).isEqualTo(JsonString.of("13800000000")).hasToString("\"***\"");
        assertThat(JsonString.secret("x").isOpened()).isFalse();
        assertThat(((JsonString) all.at("/phone")).isOpened()).isTrue();
        assertThat(((JsonString) all.at("/list/0")).isOpened()).isTrue();
        assertThat(((JsonString) all.at("/name")).isOpened()).isFalse();
        assertThat(all).hasToString("{\"phone\":\"***\",\"list\":[\"***\"],\"name\":\"***\"}");
    }

    @Test
    void comparesObjectsWithoutRegardToOrderAndArraysWith() {
        JsonObject object = JsonObject.parse("{\"a\":1,\"b\":[1,2]}");

        assertThat(object)
                .isEqualTo(JsonObject.parse("{\"b\":[1,2],\"a\":1}"))
                .hasSameHashCodeAs(JsonObject.parse("{\"b\":[1,2],\"a\":1}"))
                .isNotEqualTo(JsonObject.parse("{\"b\":[2,1],\"a\":1}"))
                .isNotEqualTo(JsonObject.parse("{\"a\":1}"))
                .isNotEqualTo(null);
        assertThat(JsonArray.of(1)).isNotEqualTo(JsonArray.of("1"));
        assertThat(JsonNumber.of("1.10")).isNotEqualTo(JsonNumber.of("1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "+1", "1.", ".5", "1e", "0x1", "NaN", " 1", "1\n", "１", "--1"})
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> JsonNumber.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is not a JSON number");
    }

    @Test
    void givesTheExactValueOfANumber() {
        assertThat(JsonNumber.of("2200000000").longValue()).isEqualTo(2_200_000_000L);
        assertThat(JsonNumber.of("1e5").longValue()).isEqualTo(100_000);
        assertThat(JsonNumber.of("1.10").decimal()).isEqualTo(new BigDecimal("1.10"));
        for (String tooMuch : List.of("1.5", "9223372036854775808", "1e2147483647", "1e-2147483647", "1e99999999999")) {
            assertThatThrownBy(() -> JsonNumber.of(tooMuch).longValue()).isInstanceOf(ArithmeticException.class);
        }
        assertThatThrownBy(() -> JsonNumber.of("1e99999999999").decimal())
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("The number's exponent is out of range");
    }

    @Test
    void refusesStringsThatAreNotUnicode() {
        assertThatThrownBy(() -> JsonString.of("ab\uD83D"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The string has an unpaired surrogate at index 2: it is not Unicode text");
        assertThatThrownBy(() -> JsonString.secret("\uDE00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The string has an unpaired surrogate at index 0: it is not Unicode text");
        assertThat(JsonString.of("\uD83D\uDE00").value()).isEqualTo("😀");
    }

    @Test
    void neverChangesAnArray() {
        List<Object> source = new ArrayList<>(List.of(1));
        JsonArray array = (JsonArray) JsonValue.of(source);

        source.add(2);

        assertThat(array.size()).isEqualTo(1);
        assertThat(array.get(0)).isEqualTo(JsonNumber.of(1));
        assertThatThrownBy(() -> array.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> array.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
