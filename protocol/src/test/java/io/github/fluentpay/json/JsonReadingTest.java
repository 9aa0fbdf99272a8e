package io.github.fluentpay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {

    private static final String EVERY_KIND =
            "{\"code\":\"优惠券 \\\"1\\\" \\u00e9 \\ud83d\\ude00\",\"total\":1.10,\"open\":[true,false,null,{}],"
                    + "\"amount\":{\"currency\":\"CNY\",\"payer\":{\"list\":[[],[-0,2200000000]]}}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2200000000",
                "1.10",
                "1e5",
                "1E+05",
                "-0",
                "-0.0",
                "0",
                "9223372036854775808",
                "123456789012345678901234567890.123456789012345678901234567890",
                "1e-400",
                "1e99999999999"
            })
    void keepsTheTextOfNumbers(String number) {
        JsonObject object = JsonObject.parse("{\"n\":" + number + ",\"list\":[" + number + "]}");

        assertThat(object.get("n")).isEqualTo(JsonNumber.of(number));
        assertThat(object.toJson()).isEqualTo("{\"n\":" + number + ",\"list\":[" + number + "]}");
    }

    @Test
    void keepsOrderAndUnknownFields() {
        String text = "{\"z\":1,\"a\":{\"y\":[],\"b\":null},\"m\":\"\"}";

        assertThat(JsonObject.parse(text).toJson()).isEqualTo(text);
        assertThat(JsonObject.parse(text).fields().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void readsEveryKindOfValue() {
        JsonObject object = JsonObject.parse(EVERY_KIND);

        assertThat(object.string("code")).isEqualTo("优惠券 \"1\" é 😀");
        assertThat(object.array("open"))
                .containsExactly(JsonBoolean.TRUE, JsonBoolean.FALSE, JsonNull.INSTANCE, JsonObject.empty());
        assertThat(object.at("/amount/payer/list/1/1")).isEqualTo(JsonNumber.of("2200000000"));
        assertThat(JsonValue.parse(object.toJson())).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "1", "true", "null", "[]", " \t\r\n{} \n"})
    void takesAnyValueAtTheTop(String text) {
        assertThat(JsonValue.parse(text).toJson()).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @CsvSource({"[], an array", "1, a number", "'\"secret\"', a string", "true, a boolean", "null, null"})
    void refusesAnythingButAnObjectWhereOneIsMeant(String text, String kind) {
        assertInvalid(text, "The JSON text is " + kind + ", not an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void refusesAnEmptyText(String text) {
        assertInvalid(text, "The JSON text is empty");
        assertInvalid(text.getBytes(StandardCharsets.UTF_8), "The JSON text is empty");
    }

    @Test
    void refusesDuplicateNames() {
        assertInvalid("{\"a\":1,\"a\":1}", "The JSON text names a field twice in one object at line 1, column 13");
        assertInvalid(
                "{\"a\":\n{\"b\":1,\"\\u0062\":2}}",
                "The JSON text names a field twice in one object at line 2, column 18");
    }

    @Test
    void takesTheSameNameInDifferentObjects() {
        assertThat(JsonObject.parse("{\"a\":{\"a\":1},\"b\":{\"a\":1}}").at("/a/a"))
                .isEqualTo(JsonNumber.of(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\ud83d!\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"\\udfff\":1}",
                "[\"\\ud83d\"]",
            })
    void refusesEscapedSurrogatesWithoutPartner(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching(
                        "The JSON text (has an unpaired surrogate|cannot be read) at line 1, column [0-9]+");
    }

    @Test
    void refusesRawSurrogatesWithoutPartner() {
        for (String lone : new String[] {"\uD800", "\uDC00", "\uD83Dx", "\uDE00\uD83D"}) {
            assertThatThrownBy(() -> JsonValue.parse("{\"a\":\"" + lone + "\"}"))
                    .isInstanceOf(InvalidJsonException.class)
                    .hasMessageMatching("The JSON text has an unpaired surrogate at line 1, column [0-9]+");
            assertThatThrownBy(() -> JsonValue.parse("{\"" + lone + "\":1}"))
                    .isInstanceOf(InvalidJsonException.class)
                    .hasMessageMatching("The JSON text has an unpaired surrogate at line 1, column [0-9]+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}{}", "{} x", "{}]", "{},", "[1] 2", "1 2", "{}\u0000"})
    void refusesTextAfterTheValue(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching(
                        "The JSON text (has more text after the first value|cannot be read) at line 1, column [0-9]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF{}",
                "{",
                "}",
                "[",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'x'}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "{\"a\":0x10}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":1 /* c */}",
                "// c\n{}",
                "{1:2}",
                "\u00A0{}",
                "[1 2]",
                "\"x",
                "nul"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching("The JSON text cannot be read at line [12], column [0-9]+");
    }

    @Test
    void saysWhereButNeverWhat() {
        assertThatThrownBy(() -> JsonValue.parse("{\"a\":1,\n \"idcard\": 11010119900307secret}"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching("The JSON text cannot be read at line 2, column [0-9]+")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C0AF", // overlong slash
                "E080AF",
                "F08080AF",
                "EDA080", // surrogates in three bytes each
                "EDA0BDEDB880",
                "F4908080", // beyond U+10FFFF
                "80",
                "C3",
                "E28282C3",
                "FF",
                "FE"
            })
    void refusesBytesThatAreNotUtf8(String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        assertInvalid(bytes.toByteArray(), "The JSON text is not valid UTF-8");
    }

    @Test
    void takesEveryKindOfUtf8() {
        String text = "{\"a\":\"$¢€😀\uFFFD\uFFFF\u0000\"}".replace("\u0000", "\\u0000");

        assertThat(JsonObject.parse(text.getBytes(StandardCharsets.UTF_8)).string("a"))
                .isEqualTo("$¢€😀\uFFFD\uFFFF\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "\"x\"", "{}"})
    void takes64LevelsAndNotMore(String inside) {
        int around = inside.equals("{}") ? 63 : 64;
        String arrays = "[".repeat(around) + inside + "]".repeat(around);
        String objects = "{\"a\":".repeat(around) + (inside.isEmpty() ? "0" : inside) + "}".repeat(around);

        assertThat(JsonValue.parse(arrays).toJson()).isEqualTo(arrays);
        assertThat(JsonValue.parse(objects).toJson()).isEqualTo(objects);
        for (String deeper : new String[] {"[" + arrays + "]", "{\"a\":" + objects + "}"}) {
            assertThatThrownBy(() -> JsonValue.parse(deeper))
                    .isInstanceOf(InvalidJsonException.class)
                    .hasMessageMatching("The JSON text is nested more than 64 levels deep at line 1, column [0-9]+");
        }
    }

    @Test
    void standsAnyNumberOfBrackets() {
        assertThatThrownBy(() -> JsonValue.parse("[".repeat(1_000_000)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("The JSON text is nested more than 64 levels deep");
    }

    @Test
    void refusesATextThatIsTooLong() {
        String text = " ".repeat(JsonReader.MAX_LENGTH + 1);

        assertInvalid(text, "The JSON text has 16777217 characters; the limit is 16777216");
    }

    @Test
    void refusesANumberThatIsTooLong() {
        assertThat(JsonValue.parse("9".repeat(100))).isEqualTo(JsonNumber.of("9".repeat(100)));
        assertThatThrownBy(() -> JsonValue.parse("[" + "9".repeat(101) + "]"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("The JSON text cannot be read");
    }

    @Test
    void answersEveryMutationWithAValueOrOneKindOfException() {
        String alphabet = "{}[]\",:\\u0123456789eE+-.truefalsn \n\uD83D\uDE00\u0000";

        Seeded.check(5_000, random -> {
            StringBuilder text = new StringBuilder(EVERY_KIND);
            for (int i = random.nextInt(5); i >= 0; i--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                int place = random.nextInt(text.length());
                switch (text.length() < 2 ? 1 : random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(place);
                    case 1 -> text.insert(place, c);
                    case 2 -> text.setLength(Math.max(place, 1));
                    default -> text.setCharAt(place, c);
                }
            }
            try {
                JsonValue value = JsonValue.parse(text.toString());

                assertThat(JsonValue.parse(value.toJson())).isEqualTo(value);
            } catch (InvalidJsonException refused) {
                assertThat(refused).hasMessageMatching("The JSON text [a-zA-Z0-9 -]+( at line [0-9]+, column [0-9]+)?");
            }
        });
    }

    @Test
    void answersMutatedBytesWithAnObjectOrOneKindOfException() {
        byte[] good = EVERY_KIND.getBytes(StandardCharsets.UTF_8);

        Seeded.check(5_000, random -> {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                JsonObject object = JsonObject.parse(bytes);

                assertThat(JsonObject.parse(object.toBytes())).isEqualTo(object);
            } catch (InvalidJsonException refused) {
                assertThat(refused).hasMessageStartingWith("The JSON text ").hasNoCause();
            }
        });
    }

    private static void assertInvalid(String text, String message) {
        assertThatThrownBy(() -> JsonObject.parse(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(message);
    }

    private static void assertInvalid(byte[] bytes, String message) {
        assertThatThrownBy(() -> JsonObject.parse(bytes))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(message);
    }
}
