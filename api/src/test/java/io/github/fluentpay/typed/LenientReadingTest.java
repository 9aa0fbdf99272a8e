package io.github.fluentpay.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.RecordedPlatform;
import io.github.fluentpay.SignedEvents;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each accessor with each kind of JSON value, in a reply and in an event; its neighbours are never taken with it. */
class LenientReadingTest {

    private static final String REFUSED = "refused";

    /** The values, in the order of the columns below. */
    private static final List<String> VALUES = List.of(
            "null",
            "\"a\"",
            "\"\"",
            "12",
            "123456789012345678901",
            "1.5",
            "true",
            "{\"x\":1}",
            "[]",
            "[12]",
            "[\"a\",{\"x\":1},null,12]",
            "\"{\\\"x\\\":1}\"",
            "\"2026-11-24T08:00:00+08:00\"");

    private static final List<List<String>> TABLE = List.of(
            //           null    "a"  ""      12      big     1.5    true    object  []      [12]    mixed   text of an
            // object  date
            row(
                    "string",
                    "-",
                    "a",
                    "",
                    "12",
                    "123456789012345678901",
                    "1.5",
                    "true",
                    "{\"x\":1}",
                    "[]",
                    "[12]",
                    "[\"a\",{\"x\":1},null,12]",
                    "{\"x\":1}",
                    "2026-11-24T08:00:00+08:00"),
            row(
                    "integer", "-", REFUSED, "-", "12", REFUSED, REFUSED, REFUSED, REFUSED, "-", "12", REFUSED, REFUSED,
                    REFUSED),
            row(
                    "decimal",
                    "-",
                    REFUSED,
                    "-",
                    "12",
                    "123456789012345678901",
                    "1.5",
                    REFUSED,
                    REFUSED,
                    "-",
                    "12",
                    REFUSED,
                    REFUSED,
                    REFUSED),
            row(
                    "bool", "-", REFUSED, "-", REFUSED, REFUSED, REFUSED, "true", REFUSED, "-", REFUSED, REFUSED,
                    REFUSED, REFUSED),
            row(
                    "dateTime",
                    "-",
                    REFUSED,
                    "-",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "-",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "2026-11-24T08:00+08:00"),
            row(
                    "object",
                    "-",
                    REFUSED,
                    "-",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "{\"x\":1}",
                    "-",
                    REFUSED,
                    REFUSED,
                    "{\"x\":1}",
                    REFUSED),
            row(
                    "enumerated",
                    "-",
                    "a",
                    "",
                    "12",
                    "123456789012345678901",
                    "1.5",
                    "true",
                    REFUSED,
                    "-",
                    "12",
                    REFUSED,
                    "{\"x\":1}",
                    "2026-11-24T08:00:00+08:00"),
            row(
                    "view",
                    "-",
                    REFUSED,
                    "-",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "{\"x\":1}",
                    "-",
                    REFUSED,
                    REFUSED,
                    "{\"x\":1}",
                    REFUSED),
            row(
                    "textView",
                    "-",
                    REFUSED,
                    "-",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "{\"x\":1}",
                    "-",
                    REFUSED,
                    REFUSED,
                    "{\"x\":1}",
                    REFUSED),
            row(
                    "strings",
                    "[]",
                    "[a]",
                    "[]",
                    "[12]",
                    "[123456789012345678901]",
                    "[1.5]",
                    "[true]",
                    "[{\"x\":1}]",
                    "[]",
                    "[12]",
                    "[a, {\"x\":1}, 12]",
                    "[{\"x\":1}]",
                    "[2026-11-24T08:00:00+08:00]"),
            row(
                    "integers",
                    "[]",
                    REFUSED,
                    "[]",
                    "[12]",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "[]",
                    "[12]",
                    "[12]",
                    REFUSED,
                    REFUSED),
            row(
                    "decimals",
                    "[]",
                    REFUSED,
                    "[]",
                    "[12]",
                    "[123456789012345678901]",
                    "[1.5]",
                    REFUSED,
                    REFUSED,
                    "[]",
                    "[12]",
                    "[12]",
                    REFUSED,
                    REFUSED),
            row(
                    "bools", "[]", REFUSED, "[]", REFUSED, REFUSED, REFUSED, "[true]", REFUSED, "[]", REFUSED, REFUSED,
                    REFUSED, REFUSED),
            row(
                    "dateTimes",
                    "[]",
                    REFUSED,
                    "[]",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "[]",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "[2026-11-24T08:00+08:00]"),
            row(
                    "objects",
                    "[]",
                    REFUSED,
                    "[]",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "[{\"x\":1}]",
                    "[]",
                    REFUSED,
                    "[{\"x\":1}]",
                    "[{\"x\":1}]",
                    REFUSED),
            row(
                    "enums",
                    "[]",
                    "[a]",
                    "[]",
                    "[12]",
                    "[123456789012345678901]",
                    "[1.5]",
                    "[true]",
                    REFUSED,
                    "[]",
                    "[12]",
                    "[a, 12]",
                    "[{\"x\":1}]",
                    "[2026-11-24T08:00:00+08:00]"),
            row(
                    "views",
                    "[]",
                    REFUSED,
                    "[]",
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    REFUSED,
                    "[{\"x\":1}]",
                    "[]",
                    REFUSED,
                    "[{\"x\":1}]",
                    "[{\"x\":1}]",
                    REFUSED));

    private static List<String> row(String... cells) {
        return List.of(cells);
    }

    static Stream<Arguments> cases() {
        return TABLE.stream()
                .flatMap(row -> Stream.iterate(0, i -> i < VALUES.size(), i -> i + 1)
                        .map(i -> Arguments.of(row.get(0), VALUES.get(i), row.get(i + 1))));
    }

    private static final class Reply extends ReplyView {
        Reply(io.github.fluentpay.client.Reply reply) {
            super(reply);
        }
    }

    private static final class Event extends EventView {
        Event(io.github.fluentpay.protocol.Notification notification) {
            super(notification);
        }
    }

    private static final class Part extends JsonView {
        Part(JsonObject json) {
            super(json);
        }
    }

    private static final class Word extends OpenEnum {
        Word(String text) {
            super(text);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatCanBeGivenAndTakesNoNeighbour(String accessor, String value, String expected) {
        JsonObject json = JsonObject.parse("{\"before\":\"b\",\"odd\":" + value + ",\"after\":7}");
        RecordedPlatform platform = new RecordedPlatform();
        platform.answer(200, json.toJson());
        try (FluentPay pay = platform.client().build()) {
            for (JsonView view : List.of(
                    new Reply(pay.chain("v3/any").get()),
                    new Event(SignedEvents.notification("SOME.KIND", "some", json)),
                    new Part(json))) {
                if (expected.equals(REFUSED)) {
                    assertThatIllegalStateException()
                            .as(accessor + " of " + value)
                            .isThrownBy(() -> read(view, accessor))
                            .withMessageStartingWith("The field odd is ")
                            .withMessageEndingWith("; json().get(\"odd\") has it as it came");
                } else {
                    assertThat(shown(read(view, accessor)))
                            .as(accessor + " of " + value)
                            .isEqualTo(expected);
                }
                assertThat(view.string("before")).isEqualTo("b");
                assertThat(view.integer("after")).isEqualTo(7);
                assertThat(Objects.requireNonNull(view.json().get("odd")).toJson())
                        .isEqualTo(JsonValue.parse(value).toJson());
            }
        }
    }

    private static @Nullable Object read(JsonView view, String accessor) {
        return switch (accessor) {
            case "string" -> view.string("odd");
            case "integer" -> view.integer("odd");
            case "decimal" -> view.decimal("odd");
            case "bool" -> view.bool("odd");
            case "dateTime" -> view.dateTime("odd");
            case "object" -> view.object("odd");
            case "enumerated" -> view.enumerated("odd", Word::new);
            case "view" -> view.view("odd", Part::new);
            case "textView" -> view.textView("odd", Part::new);
            case "strings" -> view.strings("odd");
            case "integers" -> view.integers("odd");
            case "decimals" -> view.decimals("odd");
            case "bools" -> view.bools("odd");
            case "dateTimes" -> view.dateTimes("odd");
            case "objects" -> view.objects("odd");
            case "enums" -> view.enums("odd", Word::new);
            case "views" -> view.views("odd", Part::new);
            default -> throw new IllegalArgumentException(accessor);
        };
    }

    private static String shown(@Nullable Object read) {
        return read == null ? "-" : read.toString();
    }

    /** Some systems write a list of objects as text, or its elements as texts. */
    @Test
    void readsObjectsFromTextsOfThem() {
        Part part = new Part(
                JsonObject.parse("{\"odd\":\"[{\\\"x\\\":1},{\\\"x\\\":2}]\",\"each\":[\"{\\\"x\\\":3}\",\"x\"],"
                        + "\"flags\":[1,\"0\",\"TRUE\",2],\"spaces\":\" 12 \"}"));

        assertThat(part.views("odd", Part::new))
                .extracting(view -> view.integer("x"))
                .containsExactly(1L, 2L);
        assertThat(part.views("each", Part::new))
                .extracting(view -> view.integer("x"))
                .containsExactly(3L);
        assertThat(part.bools("flags")).containsExactly(true, false, true);
        assertThat(part.integer("spaces")).isEqualTo(12);
    }

    @Test
    void whatIsReadFromASecretTextIsSecret() {
        JsonObject json = JsonObject.empty().with("odd", JsonString.secret("[{\"name\":\"Zhang\"}]"));

        assertThat(new Part(json).views("odd", Part::new).get(0).string("name")).isEqualTo("Zhang");
        assertThat(new Part(json).views("odd", Part::new).toString()).doesNotContain("Zhang");
    }

    /** One odd value where a sealed text is documented does not keep the others shut. */
    @Test
    void opensTheSensitiveFieldsThatAreTexts() {
        PrivacyEncryptor forTheMerchant =
                new PrivacyEncryptor(VerifyingKey.ofPublicKey("PUB_KEY_ID_1", RecordedPlatform.MERCHANT.getPublic()));
        JsonObject json = JsonObject.of(
                "data",
                List.of(
                        JsonObject.of("phone", 138),
                        JsonObject.of("phone", forTheMerchant.seal("13800000000")),
                        JsonObject.of("phone", JsonObject.of("x", 1))));
        try (FluentPay pay = new RecordedPlatform().client().build()) {
            JsonObject opened = JsonView.opened(pay, json, List.of("/data/*/phone", "/missing"));

            assertThat(opened.toJson())
                    .isEqualTo("{\"data\":[{\"phone\":138},{\"phone\":\"13800000000\"},{\"phone\":{\"x\":1}}]}");
        }
    }
}
