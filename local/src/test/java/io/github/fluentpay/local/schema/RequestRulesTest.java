package io.github.fluentpay.local.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.identity.Identity;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.identity.SealedFields;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of rule, of an operation that has them all. */
class RequestRulesTest {

    private static Database database;
    private static PlatformKeys keys;
    private static RequestRules rules;
    private static RequestRules optionalBody;

    @BeforeAll
    static void read() throws URISyntaxException {
        Randomness random = new Randomness(new SplittableRandom(1));
        database = Database.inMemory();
        keys = new PlatformKeys(
                Identity.generate(random, Instant.now()).platform(), 1, random, Clock.systemUTC(), null);
        SealedFields sealing = new SealedFields(keys, new Merchants(database));
        Path folder = Path.of(RequestRulesTest.class.getResource("kinds").toURI());
        Catalogue catalogue = Catalogue.load(folder);
        rules = new RequestRules(catalogue.find(Verb.POST, "v3/kinds/{kind_id}").orElseThrow(), sealing);
        optionalBody = new RequestRules(
                catalogue.find(Verb.DELETE, "v3/kinds/{kind_id}").orElseThrow(), sealing);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static VerifyingKey publicKey() {
        return keys.verifyingKeys().publicKey().orElseThrow();
    }

    private static Call call(String kindId, String query, String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Idempotency-Key", "1");
        all.values().removeIf(String::isEmpty);
        Request request =
                new Request("POST", "/v3/kinds/" + kindId + "?" + query, all, body.getBytes(StandardCharsets.UTF_8));
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return new Call(
                "1900000001",
                new Fields(JsonObject.of("kind_id", kindId), Fields.Place.PATH),
                new Fields(JsonObject.from(parameters), Fields.Place.QUERY),
                new Fields(body.isEmpty() ? JsonObject.empty() : JsonObject.parse(body), Fields.Place.BODY),
                request);
    }

    private static Call body(String fields, String... headers) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return call("1", "", "{\"name\":\"n\"," + fields + "}", map);
    }

    private static String refusal(RequestRules rules, Call call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> rules.check(call));
        assertThat(refused).as("a refusal").isNotNull();
        Reply reply = Reply.refusing(refused);
        assertThat(reply.status()).isEqualTo(400);
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(Call call, String field, String value, String issue, String location) {
        assertThat(refusal(rules, call))
                .isEqualTo(JsonObject.of(
                                "code",
                                "PARAM_ERROR",
                                "message",
                                field + " " + issue,
                                "detail",
                                JsonObject.parse(
                                        "{\"field\":\"" + field + "\"" + (value == null ? "" : ",\"value\":" + value)
                                                + ",\"issue\":\"" + issue + "\",\"location\":\"" + location + "\"}"))
                        .toJson());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            "code":7            | /code         | 7        | must be a string, and is a number
            "code":null         | /code         | none     | must be a string, and is null
            "code":"1"          | /code         | "1"      | must have 2 to 4 characters, and has 1
            "code":"券券券券券" | /code       | "券券券券券" | must have 2 to 4 characters, and has 5
            "exact":"1"         | /exact        | "1"      | must have 3 characters, and has 1
            "letters":"a"       | /letters      | "a"      | may only be of the form [A-Z]+
            "whole":"1"         | /whole        | "1"      | must be a whole number, and is a string
            "whole":1.5         | /whole        | 1.5      | must be a whole number
            "whole":0           | /whole        | 0        | must be from 1 to 100, and is 0
            "whole":101         | /whole        | 101      | must be from 1 to 100, and is 101
            "whole":1e999999999 | /whole        | 1e999999999 | must be from 1 to 100, and is 1e999999999
            "whole":1e9999999999 | /whole       | 1e9999999999 | has an exponent that is out of range
            "whole":1e-9999999999 | /whole      | 1e-9999999999 | has an exponent that is out of range
            "price":0.5         | /price        | 0.5      | must be a whole number
            "rate":true         | /rate         | true     | must be a number, and is a boolean
            "flag":"true"       | /flag         | "true"   | must be true or false, and is a string
            "closed":"BLUE"     | /closed       | "BLUE"   | must be one of RED, GREEN
            "word":"BLUE"       | /word         | "BLUE"   | must be one of RED, GREEN
            "words":["RED","BLUE"] | /words/1   | "BLUE"   | must be one of RED, GREEN
            "level":3           | /level        | 3        | must be one of 1, 2
            "time":"2026-11-24" | /time         | "2026-11-24" | must be a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00
            "time":"2026-02-30T00:00:00Z" | /time | "2026-02-30T00:00:00Z" | must be a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00
            "day":"2026-02-30"  | /day          | "2026-02-30" | must be a day such as 2026-11-24
            "compact_day":"2026-1-1" | /compact_day | "2026-1-1" | must be a day such as 20261124
            "compact_time":"20261124250000" | /compact_time | "20261124250000" | must be a time such as 20261124080000
            "spaced_time":"2026-11-24" | /spaced_time | "2026-11-24" | must be a time such as 2026-11-24 08:00:00
            "seconds":"1795469654000" | /seconds | "1795469654000" | must be a number of seconds since 1970, 10 digits
            "milliseconds":"1795469654" | /milliseconds | "1795469654" | must be a number of milliseconds since 1970, 13 digits
            "url":"www.example.com" | /url      | "www.example.com" | must be a URL, such as https://www.example.com/
            "ip":"localhost"    | /ip           | "localhost" | must be an IP address, such as 127.0.0.1
            "person":622600     | /person       | none     | must be a string, and is a number
            "inner":[]          | /inner        | none     | must be an object, and is an array
            "inner":{}          | /inner/id     | none     | is missing
            "inner":{"id":""}   | /inner/id     | ""       | must not be empty
            "list":{}           | /list         | none     | must be an array, and is an object
            "list":[]           | /list         | none     | must have 1 to 2 elements, and has 0
            "list":[{"a/b":1},{}] | /list/1/a~1b | none    | is missing
            "list":[1]          | /list/0       | 1        | must be an object, and is a number
            "numbers":[1,7]     | /numbers/1    | 7        | must be from 0 to 6, and is 7
            "text":"[]"         | /text         | "[]"     | must hold the text of a JSON object
            "text":"{}"         | /text/id      | none     | is missing
            "texts":"{}"        | /texts        | "{}"     | must hold the text of a JSON array of objects
            "texts":"[],[]"     | /texts        | "[],[]"  | must hold the text of a JSON array of objects
            "texts":"[],\\"b\\":1" | /texts    | "[],\\"b\\":1" | must hold the text of a JSON array of objects
            "texts":"[{}]"      | /texts/0/id   | none     | is missing
            "period":"forever"  | /period       | "forever" | must hold the text of a JSON array
            """)
    void refusesAFieldOfTheBody(String given, String field, String value, String issue) {
        assertRefused(body(given), field, value, issue, "body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"code\":\"券券券券\"",
                "\"letters\":\"ABC\"",
                "\"whole\":100",
                "\"whole\":1.0",
                "\"price\":0",
                "\"rate\":0.25",
                "\"flag\":false",
                "\"closed\":\"GREEN\"",
                "\"level\":2",
                "\"word\":\"\"",
                "\"outdated\":\"BLUE\"",
                "\"single\":\"BLUE\"",
                "\"percent\":50",
                "\"time\":\"2026-11-24T08:00:00.123+08:00\"",
                "\"time\":\"\"",
                "\"day\":\"2024-02-29\"",
                "\"compact_day\":\"20240229\"",
                "\"compact_time\":\"20261124235959\"",
                "\"spaced_time\":\"2026-11-24 08:00:00\"",
                "\"seconds\":\"1795469654\"",
                "\"milliseconds\":\"1795469654000\"",
                "\"url\":\"weixin://wxpay/bizpayurl?pr=1\"",
                "\"ip\":\"10.0.0.1\"",
                "\"ip\":\"2001:db8::1\"",
                "\"inner\":{\"id\":\"1\",\"more\":[null]}",
                "\"list\":[{\"a/b\":1}]",
                "\"numbers\":[]",
                "\"text\":\"{\\\"id\\\":\\\"1\\\"}\"",
                "\"texts\":\"[]\"",
                "\"period\":\"[\\\"2014-01-01\\\",\\\"长期\\\"]\"",
                "\"unknown\":null"
            })
    void takesAFieldOfTheBody(String given) {
        assertThatCode(() -> rules.check(body(given))).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsMissing() {
        assertRefused(call("1", "", "{}", Map.of()), "/name", null, "is missing", "body");
        assertRefused(call("1", "", "", Map.of()), "/name", null, "is missing", "body");
        assertRefused(call("", "", "{\"name\":\"n\"}", Map.of()), "kind_id", null, "is missing", "url");
        assertRefused(
                call("1", "", "{\"name\":\"n\"}", Map.of("Idempotency-Key", "")),
                "Idempotency-Key",
                null,
                "is missing",
                "header");
    }

    @Test
    void checksThePathAndTheQuery() {
        String body = "{\"name\":\"n\"}";
        assertRefused(
                call("123456789", "", body, Map.of()),
                "kind_id",
                "\"123456789\"",
                "must have 1 to 8 characters, and has 9",
                "url");
        assertRefused(
                call("1", "count=0", body, Map.of()), "count", "\"0\"", "must be from 1 to 10, and is 0", "query");
        assertRefused(
                call("1", "count=ten", body, Map.of()),
                "count",
                "\"ten\"",
                "must be a whole number, and is a string",
                "query");
        assertRefused(
                call("1", "open=1", body, Map.of()),
                "open",
                "\"1\"",
                "must be true or false, and is a string",
                "query");
        assertRefused(
                call("1", "tags=a&tags=B", body, Map.of()),
                "tags/1",
                "\"B\"",
                "may only be of the form [a-z]+",
                "query");
        assertThatCode(() -> rules.check(call("1", "count=10&open=true&tags=a&tags=b", body, Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotShowALongValue() {
        String code = "\"" + "8".repeat(300) + "\"";

        assertRefused(body("\"code\":" + code), "/code", null, "must have 2 to 4 characters, and has 300", "body");
    }

    @Test
    void opensWhatIsSealed() {
        String sealed = new PrivacyEncryptor(publicKey()).seal("张三");

        Said said = rules.check(body(
                "\"person\":\"" + sealed + "\",\"list\":[{\"a/b\":1,\"people\":[\"" + sealed + "\"]}]",
                "Wechatpay-Serial",
                publicKey().serial()));

        assertThat(said.body().string("person")).isEqualTo("张三");
        assertThat(said.body().at("/list/0/people/0")).hasToString("\"***\"");
    }

    @Test
    void sealedTextsKeepTheirRulesAndAreNotShown() {
        assertRefused(
                body(
                        "\"person\":\"" + new PrivacyEncryptor(publicKey()).seal("张三李四王五") + "\"",
                        "Wechatpay-Serial",
                        publicKey().serial()),
                "/person",
                null,
                "must have 2 to 4 characters, and has 6",
                "body");
    }

    @Test
    void refusesWhatDoesNotOpen() {
        String sealedForAnother = Base64.getEncoder().encodeToString(new byte[256]);
        assertRefused(
                body(
                        "\"person\":\"" + sealedForAnother + "\"",
                        "Wechatpay-Serial",
                        publicKey().serial()),
                "/person",
                null,
                "does not open with the private half of " + publicKey().serial()
                        + ": it is sealed for another key, or not by RSA-OAEP with SHA-1",
                "body");
    }

    /** Before the header that names the key, which is the lesser mistake. */
    @ParameterizedTest
    @CsvSource({
        "张三, is not sealed: plain text",
        "bm90IHNlYWxlZA==, is not sealed: plain text",
        "'', 'is empty; leave it out, or give it a sealed value'"
    })
    void saysThatPlainTextIsNotSealed(String text, String rule) {
        assertRefused(body("\"person\":\"" + text + "\""), "/person", null, rule, "body");
        assertRefused(
                body(
                        "\"person\":\"" + text + "\"",
                        "Wechatpay-Serial",
                        publicKey().serial()),
                "/person",
                null,
                rule,
                "body");
    }

    @Test
    void wantsTheKeyToBeNamedOnlyIfSomethingIsSealed() {
        String sealed = new PrivacyEncryptor(publicKey()).seal("张三");

        assertThat(refusal(rules, body("\"person\":\"" + sealed + "\"")))
                .isEqualTo(
                        "{\"code\":\"PARAM_ERROR\",\"message\":\"The header Wechatpay-Serial is missing; it names the"
                                + " key of the platform that sensitive fields are sealed for\",\"detail\":{\"field\":"
                                + "\"Wechatpay-Serial\",\"issue\":\"is missing; it names the key of the platform that"
                                + " sensitive fields are sealed for\",\"location\":\"header\"}}");
        assertThatCode(() -> rules.check(body("\"code\":\"12\""))).doesNotThrowAnyException();
    }

    @Test
    void takesNoBodyWhereItMayBeLeftOut() {
        assertThatCode(() -> optionalBody.check(call("1", "", "", Map.of()))).doesNotThrowAnyException();
        assertThat(refusal(optionalBody, call("1", "", "{}", Map.of()))).contains("/reason is missing");
    }
}
