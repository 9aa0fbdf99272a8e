package io.github.fluentpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueLintTest {

    private static final Path RESOURCES = Path.of("src/main/resources/io/github/fluentpay/catalogue");
    private static final String COUPONS = """
            {"product": "v3/marketing/busifavor", "operations": [
              {"operation": "POST v3/marketing/busifavor/coupons/return", "title": "申请退券",
               "body": "json", "reply": "json", "docs": ["https://pay.weixin.qq.com/doc/v3/merchant/4012465845"],
               "request": [
                 {"name": "coupon_code", "type": "string", "required": true, "example": "sxxe34343434"},
                 {"name": "reason", "type": "string", "enum": ["A", "B"], "example": "A"},
                 {"name": "amount", "type": "object", "fields": [{"name": "total", "type": "integer"}]}],
               "response": [{"name": "wechatpay_return_time", "type": "string"}]}]}
            """;

    /** What is wrong with the source is listed with its reason; what is listed and not wrong any more goes. */
    @Test
    void findsNothingButTheListedOddities() throws IOException {
        Set<String> oddities = new TreeSet<>();
        for (var oddity : JsonObject.parse(Files.readAllBytes(RESOURCES.resolve("oddities.json")))
                .array("oddities")) {
            JsonObject listed = (JsonObject) oddity;
            assertThat(listed.string("reason")).as(listed.string("finding")).isNotBlank();
            assertThat(oddities.add(listed.string("finding")))
                    .as("twice: " + listed)
                    .isTrue();
        }

        assertThat(Linter.findings(Catalogue.load())).containsExactlyElementsOf(oddities);
    }

    @Test
    void everyFileIsListedAndEveryOverlayHasItsProduct() throws IOException {
        Set<String> listed = Set.copyOf(Files.readAllLines(RESOURCES.resolve("index.txt")));
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !Set.of("index.txt", "oddities.json").contains(name))
                    .toList();

            assertThat(names.stream().filter(name -> !name.startsWith("overlays/")))
                    .containsExactlyInAnyOrderElementsOf(listed);
            assertThat(listed)
                    .containsAll(names.stream()
                            .filter(name -> name.startsWith("overlays/"))
                            .map(name -> name.substring("overlays/".length()))
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "reply": "json"                                     | "reply": "empty"                | fields of a reply that it does not have
            "body": "json"                                      | "body": "none"                  | fields of a body that it does not have
            "response": [{"name": "wechatpay_return_time", "type": "string"}] | "response": []    | a reply without fields
            {"name": "total", "type": "integer"}                |                                 | request/amount: an object without fields
            "example": "A"                                      | "example": "C"                  | request/reason: the example "C" is not in its enumeration
            {"name": "total", "type": "integer"}                | {"name": "total", "type": "integer", "enum": [1, "B"]} | request/amount/total: its enumeration has "B", the type is INTEGER
            "name": "reason"                                    | "name": "couponCode"            | request/couponCode: two names for one thing: coupon_code and couponCode
            coupons/return"                                     | coupons/{coupon_code}/return"   | the variable {coupon_code} is no documented path variable
            "docs": ["https://pay.weixin.qq.com/doc/v3/merchant/4012465845"], |                   | no official page
            "type": "string", "required": true, "example": "sxxe34343434" | "type": "string", "required": true, "example": ["s"] | request/coupon_code: the example is an array, the type STRING
            """)
    void finds(String part, String changed, String finding) {
        assertThat(COUPONS).contains(part);
        assertThat(findings(COUPONS, "{}")).isEmpty();

        String spoilt = COUPONS.replace(part, changed == null ? "" : changed);

        assertThat(findings(spoilt, "{}"))
                .extracting(text -> text.substring(text.indexOf(": ") + 2))
                .contains(finding);
    }

    @Test
    void findsAnOverlayThatMatchesNothing() {
        String overlay = """
                {"fields": {"stock": {"length": [1, 2]}},
                 "operations": {
                   "POST v3/marketing/busifavor/coupons/return": {
                     "idempotency": ["return_request_no"], "fields": {"request/amount/sum": {"unit": "fen"}}},
                   "POST v3/marketing/busifavor/coupons/burn": {}}}
                """;

        assertThat(findings(COUPONS, overlay))
                .containsExactly(
                        "POST v3/marketing/busifavor/coupons/return: its idempotency field return_request_no is no field of it",
                        "overlays/v3/busifavor.json: POST v3/marketing/busifavor/coupons/burn",
                        "overlays/v3/busifavor.json: POST v3/marketing/busifavor/coupons/return request/amount/sum",
                        "overlays/v3/busifavor.json: fields/stock");
    }

    @Test
    void anOverlayAddsAFieldAndTakesAFactBack() {
        String overlay = """
                {"fields": {"serial": {"length": [1, 3]}},
                 "operations": {"POST v3/marketing/busifavor/coupons/return": {
                   "fields": {"request/reason": {"enum": null, "example": "C"}},
                   "more": {"request/amount": [{"name": "serial", "type": "string", "example": "1234"}]}}}}
                """;

        assertThat(findings(COUPONS, overlay))
                .containsExactly(
                        "POST v3/marketing/busifavor/coupons/return: request/amount/serial: the example does not"
                                + " fit its length, range or characters");
    }

    @Test
    void anOverlayThatMakesAFieldOptionalSaysWhy() {
        String overlay = """
                {"operations": {"POST v3/marketing/busifavor/coupons/return": {
                   "fields": {"request/coupon_code": {"required": false}}}}}
                """;
        Map<String, String> files = Map.of(
                "index.txt",
                "v3/busifavor.json",
                "v3/busifavor.json",
                COUPONS,
                "overlays/v3/busifavor.json",
                overlay.replace("false", "false, \"because\": \"optional in the official Go SDK\""));

        assertThat(catchThrowable(() -> findings(COUPONS, overlay)))
                .hasMessage("v3/busifavor.json: POST v3/marketing/busifavor/coupons/return: coupon_code: the overlay"
                        + " makes it optional and does not say \"because\": name the source that does not require it");
        assertThat(read(files, new ArrayList<>()).operations())
                .singleElement()
                .satisfies(operation ->
                        assertThat(operation.request().get(0).required()).isFalse());
    }

    @Test
    void anOverlayOfEventsIsLaidOverEnvelopeAndResource() {
        Catalogue catalogue = events("""
                {"fields": {"create_time": {"format": "date-time"}},
                 "events": {"COUPON.SEND": {
                   "fields": {"resource/send_time": {"format": "date-time"}},
                   "more": {"resource": [{"name": "act_id", "type": "string"}]}}}}
                """, new ArrayList<>());

        assertThat(catalogue.events()).singleElement().satisfies(event -> {
            assertThat(event.envelope()).extracting(Field::format).containsExactly(Format.DATE_TIME);
            assertThat(event.resource())
                    .extracting(Field::name, Field::format)
                    .containsExactly(tuple("send_time", Format.DATE_TIME), tuple("act_id", null));
        });
    }

    @Test
    void findsAnOverlayOfEventsThatMatchesNothing() {
        List<String> unmatched = new ArrayList<>();

        events("""
                {"events": {"COUPON.SEND": {"fields": {"resource/sent_time": {"format": "date-time"}}}, "COUPON.BURN": {}}}
                """, unmatched);

        assertThat(unmatched)
                .containsExactlyInAnyOrder(
                        "overlays/events/COUPON.json: COUPON.BURN",
                        "overlays/events/COUPON.json: COUPON.SEND resource/sent_time");
    }

    private static Catalogue events(String overlay, List<String> unmatched) {
        String coupon = """
                {"events": [
                  {"event": "COUPON.SEND", "version": "v3", "types": ["COUPON.SEND"], "title": "领券事件回调", "body": "json",
                   "envelope": [{"name": "create_time", "type": "string"}],
                   "resource": [{"name": "send_time", "type": "string"}]}]}
                """;
        return read(
                Map.of(
                        "index.txt",
                        "events/COUPON.json",
                        "events/COUPON.json",
                        coupon,
                        "overlays/events/COUPON.json",
                        overlay),
                unmatched);
    }

    @Test
    void anOverlayAddsNoFieldTwiceNorWhereNothingIs() {
        String overlay = """
                {"operations": {"POST v3/marketing/busifavor/coupons/return": {
                   "more": {"PLACE": [{"name": "total", "type": "integer"}]}}}}
                """;

        assertThat(catchThrowable(() -> findings(COUPONS, overlay.replace("PLACE", "request/amount"))))
                .hasMessage(
                        "v3/busifavor.json: POST v3/marketing/busifavor/coupons/return: the overlay adds \"total\" to"
                                + " request/amount, which has it");
        assertThat(findings(COUPONS, overlay.replace("PLACE", "query")))
                .containsExactly("overlays/v3/busifavor.json: POST v3/marketing/busifavor/coupons/return query");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "string", "example": "ab",      "length": [1, 1]
            "string", "example": "ab",      "characters": "[0-9]+"
            "integer", "example": 5,        "range": [1, 4]
            "array<string>", "example": ["a", "b"], "length": [1, 1]
            "array<string>", "example": ["a", "b"], "characters": "a"
            "array<integer>", "example": [1, 5],    "range": [1, 4]
            """)
    void findsAnExampleOutOfItsBounds(String field) {
        String spoilt = COUPONS.replace(
                "{\"name\": \"total\", \"type\": \"integer\"}", "{\"name\": \"total\", \"type\": " + field + "}");

        assertThat(findings(spoilt, "{}"))
                .containsExactly(
                        "POST v3/marketing/busifavor/coupons/return: request/amount/total: the example does not"
                                + " fit its length, range or characters");
    }

    @Test
    void refusesBoundsThatHoldNothing() {
        assertThat(catchThrowable(() -> new Range(2, 1))).hasMessage("A range from 2 to 1 holds nothing");
        assertThat(catchThrowable(() -> new RateLimit(0, Duration.ofSeconds(1))))
                .hasMessage("A limit of 0 requests in PT1S lets nothing through");
    }

    @Test
    void refusesAnUnknownTypeAndAnUnknownKeyByPlace() {
        assertThat(catchThrowable(() -> findings(COUPONS.replace("\"integer\"", "\"money\""), "{}")))
                .hasMessage("v3/busifavor.json: POST v3/marketing/busifavor/coupons/return: request/amount: total:"
                        + " \"money\" is not a type");
        assertThat(catchThrowable(() -> findings(COUPONS.replace("\"enum\"", "\"enums\""), "{}")))
                .hasMessage("v3/busifavor.json: POST v3/marketing/busifavor/coupons/return: request/reason: the key"
                        + " \"enums\" is not known");
    }

    private static Set<String> findings(String product, String overlay) {
        Map<String, String> files = Map.of(
                "index.txt", "v3/busifavor.json", "v3/busifavor.json", product, "overlays/v3/busifavor.json", overlay);
        List<String> unmatched = new ArrayList<>();
        Set<String> findings = Linter.findings(read(files, unmatched));
        Set<String> all = new TreeSet<>(findings);
        all.addAll(unmatched);
        return all;
    }

    private static Catalogue read(Map<String, String> files, List<String> unmatched) {
        return new Catalogue(new CatalogueFiles(name -> {
                    String text = files.get(name);
                    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
                })
                .read(unmatched));
    }
}
