package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainTest {

    private static final String COUPONS = "v3/marketing/busifavor/users/{openid}/coupons";

    static TestPlatform platform;
    static WechatPayClient pay;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        pay = platform.client().build();
    }

    @AfterAll
    static void stop() {
        pay.close();
        platform.close();
    }

    @BeforeEach
    void forget() {
        platform.received.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "v3/certificates, /v3/certificates",
        "/v3/certificates, /v3/certificates",
        "v3/applyment4sub/applyment/, /v3/applyment4sub/applyment/",
        "v3/merchant-service/complaints-v2, /v3/merchant-service/complaints-v2",
    })
    void sendsTheLiteralPathAsItIsWritten(String path, String target) {
        pay.chain(path).get();

        assertThat(platform.received).extracting(TestPlatform.Received::target).containsExactly(target);
    }

    @Test
    void fillsPlaceholdersAndAppendsQueries() {
        pay.get(COUPONS)
                .at("{coupon_code}/appids")
                .at("{appid}")
                .path("openid", "o/p n")
                .path("coupon_code", "A|B=1")
                .path("appid", "wx1")
                .query("limit", 20)
                .query("shown", true)
                .query("state", List.of("SENDED", "USED"))
                .query("partner", Map.of("type", "APPID"))
                .get();

        assertThat(platform.received.get(0).target())
                .isEqualTo("/v3/marketing/busifavor/users/o%2Fp%20n/coupons/A%7CB%3D1/appids/wx1"
                        + "?limit=20&shown=true&state=SENDED&state=USED&partner=%7B%22type%22%3A%22APPID%22%7D");
    }

    @Test
    void branchesWithoutDisturbingTheStepItCameFrom() {
        Chain base = pay.chain(COUPONS).path("openid", "o1");

        base.query("state", "USED").get();
        base.query("state", "SENDED").header("Accept-Language", "zh-CN").get();
        base.get();

        assertThat(platform.received)
                .extracting(
                        request -> request.target().substring(request.target().lastIndexOf('/')))
                .containsExactly("/coupons?state=USED", "/coupons?state=SENDED", "/coupons");
        assertThat(platform.received)
                .extracting(request -> request.headers().getFirst("Accept-Language"))
                .containsExactly(null, "zh-CN", null);
    }

    @Test
    void sendsEveryVerbWithEveryBody() {
        JsonObject json = JsonObject.of("a", 1);
        Map<String, Object> map = Map.of("a", 1);
        String text = "{ \"a\" : 1.10 }";
        Chain chain = pay.chain("v3/x");

        List<Reply> sync = List.of(
                chain.get(),
                chain.delete(),
                chain.delete(json),
                chain.delete(map),
                chain.delete(text),
                chain.post(),
                chain.post(json),
                chain.post(map),
                chain.post(text),
                chain.put(),
                chain.put(json),
                chain.put(map),
                chain.put(text),
                chain.patch(),
                chain.patch(json),
                chain.patch(map),
                chain.patch(text));
        List<String> sentSync = sent();
        platform.received.clear();
        List.of(
                        chain.getAsync(),
                        chain.deleteAsync(),
                        chain.deleteAsync(json),
                        chain.deleteAsync(map),
                        chain.deleteAsync(text),
                        chain.postAsync(),
                        chain.postAsync(json),
                        chain.postAsync(map),
                        chain.postAsync(text),
                        chain.putAsync(),
                        chain.putAsync(json),
                        chain.putAsync(map),
                        chain.putAsync(text),
                        chain.patchAsync(),
                        chain.patchAsync(json),
                        chain.patchAsync(map),
                        chain.patchAsync(text))
                .forEach(Verb::result);

        assertThat(sync).allMatch(reply -> reply.status() == 200);
        assertThat(sentSync)
                .containsExactly(
                        "GET ",
                        "DELETE ",
                        "DELETE {\"a\":1}",
                        "DELETE {\"a\":1}",
                        "DELETE { \"a\" : 1.10 }",
                        "POST ",
                        "POST {\"a\":1}",
                        "POST {\"a\":1}",
                        "POST { \"a\" : 1.10 }",
                        "PUT ",
                        "PUT {\"a\":1}",
                        "PUT {\"a\":1}",
                        "PUT { \"a\" : 1.10 }",
                        "PATCH ",
                        "PATCH {\"a\":1}",
                        "PATCH {\"a\":1}",
                        "PATCH { \"a\" : 1.10 }");
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(sentSync);
    }

    private static List<String> sent() {
        return platform.received.stream()
                .map(request -> request.method() + " " + request.body())
                .toList();
    }

    @Test
    void sendsTheHeadersThePlatformWants() {
        pay.chain("v3/x").post("{}");

        com.sun.net.httpserver.Headers headers = platform.received.get(0).headers();
        assertThat(headers.getFirst("Accept")).isEqualTo("application/json");
        assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(headers.getFirst("User-Agent")).startsWith("FluentPay/").contains(" Java/");
        assertThat(headers.getFirst("Wechatpay-Serial")).isEqualTo(Identities.PUBLIC_KEY_ID);
        assertThat(headers.getFirst("Authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\"");
    }

    private record Misuse(ThrowingCallable what, Class<?> type, String message) {}

    private static List<Misuse> misuses() {
        Class<?> argument = IllegalArgumentException.class;
        return List.of(
                new Misuse(
                        () -> pay.chain(" "),
                        argument,
                        "The path is empty; it looks like v3/marketing/busifavor/stocks"),
                new Misuse(
                        () -> pay.chain("https://api.mch.weixin.qq.com/v3/certificates"),
                        argument,
                        "\"https://api.mch.weixin.qq.com/v3/certificates\" is a URL; a download_url of a reply is taken as"
                                + " it is by download(url), else give the path only, v3/…, and the host by baseUrls(…) of"
                                + " the builder"),
                new Misuse(
                        () -> pay.chain("v3//stocks"),
                        argument,
                        "The path \"v3//stocks\" has an empty segment: two slashes in a row"),
                new Misuse(
                        () -> pay.chain("//v3/stocks"),
                        argument,
                        "The path \"/v3/stocks\" has an empty segment: two slashes in a row"),
                new Misuse(
                        () -> pay.chain("v3/../stocks"), argument, "The path \"v3/../stocks\" has the segment \"..\""),
                new Misuse(
                        () -> pay.chain("v3/stocks?limit=1"),
                        argument,
                        "The path \"v3/stocks?limit=1\" cannot have '?' at index 9: put the query into .query(name, value)"),
                new Misuse(
                        () -> pay.chain("v3/a b"),
                        argument,
                        "The path \"v3/a b\" cannot have ' ' at index 4: write {name} there and pass the raw value by"
                                + " .path(name, value), which encodes it"),
                new Misuse(
                        () -> pay.chain("v3/{/x"),
                        argument,
                        "The path \"v3/{/x\" has a brace at index 3 that is not a {placeholder}"),
                new Misuse(() -> pay.chain("v3").at("/"), argument, "The segment after v3 is empty"),
                new Misuse(
                        () -> pay.chain(COUPONS).get(),
                        IllegalStateException.class,
                        "The path " + COUPONS + " is not complete: no value for openid; add .path(\"openid\", …)"),
                new Misuse(
                        () -> pay.chain("v3/{a}/{b}/{c}").path("b", "1").getAsync(),
                        IllegalStateException.class,
                        "The path v3/{a}/{b}/{c} is not complete: no value for a, c; add .path(\"a\", …)"),
                new Misuse(
                        () -> pay.chain(COUPONS).path("opneid", "o1"),
                        argument,
                        "The path " + COUPONS + " has no placeholder {opneid}; it has [openid]"),
                new Misuse(() -> pay.chain("v3/x").path("a", "1"), argument, "The path v3/x has no placeholder {a}"),
                new Misuse(
                        () -> pay.chain(COUPONS).path("openid", null),
                        argument,
                        "{openid} of " + COUPONS + " is null; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain(COUPONS).path("openid", " \t"),
                        argument,
                        "{openid} of " + COUPONS + " is blank; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain(COUPONS).path("openid", "\ud800"),
                        argument,
                        "{openid} of " + COUPONS + " has an unpaired surrogate: it is not Unicode text"),
                new Misuse(
                        () -> pay.chain(COUPONS).path("openid", 1.5),
                        argument,
                        "{openid} of " + COUPONS
                                + " is a java.lang.Double; pass a String, a whole number, a BigDecimal or"
                                + " a Boolean"),
                new Misuse(
                        () -> pay.chain("v3/x").query("state", ""),
                        argument,
                        "The query parameter state of v3/x is blank; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain("v3/x").query("state", List.of()),
                        argument,
                        "The query parameter state of v3/x is an empty list; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain("v3/x").query("state", Arrays.asList("A", null)),
                        argument,
                        "The query parameter state of v3/x is null; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain("v3/x").query(" ", "A"),
                        argument,
                        "A query parameter's name of v3/x is blank; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain("v3/x").header("Authorization", "x"),
                        argument,
                        "The header Authorization is part of the exchange and cannot be set; leave it out"),
                new Misuse(
                        () -> pay.chain("v3/x").header("X-A", "a\r\nX-B: b"),
                        argument,
                        "The header X-A has a character that is not printable ASCII; encode its value"),
                new Misuse(
                        () -> pay.chain("v3/x").header("X A", "a"),
                        argument,
                        "The name of a header is a value of 3 characters, which is none: letters, digits and dashes are,"
                                + " as in Idempotency-Key"),
                new Misuse(
                        () -> pay.chain("v3/x").timeout(Duration.ZERO),
                        argument,
                        "The call's timeout is PT0S; more than zero and at most one day is needed"),
                new Misuse(
                        () -> pay.chain("v3/x").post("{\"a\":1,}"),
                        argument,
                        "The JSON text cannot be read at line 1, column 8"),
                new Misuse(
                        () -> pay.chain("v3/x").queryEncrypting("name", " "),
                        argument,
                        "The query parameter name of v3/x is blank; leave it out, or give it a value"),
                new Misuse(
                        () -> pay.chain("v3/x").encrypting("name"),
                        argument,
                        "\"name\" is not a JSON pointer: it starts with a slash"),
                new Misuse(() -> pay.chain("v3/x").post("[]"), argument, "The JSON text is an array, not an object"),
                new Misuse(
                        () -> pay.chain("v3/x").post(Map.of("amount", Map.of("total", new Object() {}.getClass()))),
                        argument,
                        "The JSON value at /amount/total is a java.lang.Class, which has no JSON form: pass a String,"
                                + " Boolean, Number, Map, Iterable or JsonValue"));
    }

    @Test
    void refusesWrongInputBeforeAnythingIsSent() {
        for (Misuse misuse : misuses()) {
            assertThatThrownBy(misuse.what()).isInstanceOf(misuse.type()).hasMessage(misuse.message());
        }
        assertThat(platform.received).isEmpty();
    }
}
