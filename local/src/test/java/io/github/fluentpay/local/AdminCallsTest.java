package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What LocalPay's Java API does, over HTTP, for users of any language. */
class AdminCallsTest {

    private static final String CERTIFICATES = "/v3/certificates";

    private static LocalPay localPay;
    private static AdminCaller admin;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        admin = new AdminCaller(localPay);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void beginAgain() {
        localPay.reset();
        localPay.rotation().bothKinds();
    }

    private static TestCaller caller() {
        return new TestCaller(localPay.profile(), localPay.clock());
    }

    private static List<JsonObject> objects(JsonObject answer, String name) {
        JsonArray array = answer.array(name);
        return array == null
                ? List.of()
                : array.values().stream().map(JsonObject.class::cast).toList();
    }

    // The clock

    @Test
    void theClockIsReadAndMoved() {
        assertThat(admin.post("clock/freeze").bool("frozen")).isTrue();

        assertThat(admin.post("clock/set", "time", "2026-11-23T12:00:00+08:00"))
                .isEqualTo(JsonObject.of("time", "2026-11-23T12:00:00+08:00", "frozen", true, "speed", 1));
        assertThat(admin.post("clock/jump", "seconds", 86_400).string("time")).isEqualTo("2026-11-24T12:00:00+08:00");
        assertThat(admin.post("clock/jump", "seconds", -0.5).string("time")).isEqualTo("2026-11-24T11:59:59+08:00");
        assertThat(localPay.clock().instant()).isEqualTo(Instant.parse("2026-11-24T03:59:59.500Z"));
        assertThat(admin.post("clock/speed", "factor", 60).get("speed")).isEqualTo(JsonValue.of(60));
        assertThat(admin.post("clock/resume").bool("frozen")).isFalse();
        assertThat(localPay.clock().speed()).isEqualTo(60);
        admin.post("clock/reset");
        assertThat(localPay.clock().instant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(admin.get("clock").bool("frozen")).isFalse();
    }

    // Faults

    @Test
    void aFaultStrikesIsListedAndRemoved() {
        Long first = admin.post("faults", "fault", "refusal", "status", 500, "code", "SYSTEM_ERROR", "times", 2)
                .integer("id");
        Long second = admin.post("faults", "fault", "reset", "moment", "after_effect", "path", "/v3/none", "rate", 0.25)
                .integer("id");

        assertThat(caller().get(CERTIFICATES).code()).isEqualTo("SYSTEM_ERROR");
        assertThat(objects(admin.get("faults"), "faults"))
                .containsExactly(
                        JsonObject.of(
                                "id",
                                first,
                                "fault",
                                "refusal",
                                "moment",
                                "before_effect",
                                "status",
                                500,
                                "code",
                                "SYSTEM_ERROR",
                                "times",
                                1),
                        JsonObject.parse(
                                "{\"id\":" + second
                                        + ",\"fault\":\"reset\",\"moment\":\"after_effect\",\"path\":\"/v3/none\",\"rate\":0.25}"));

        admin.done("DELETE", "faults/" + first);
        assertThat(caller().get(CERTIFICATES).status()).isEqualTo(200);
        assertThat(localPay.faults().rules()).hasSize(1);
        admin.done("DELETE", "faults");
        assertThat(localPay.faults().rules()).isEmpty();
        assertThat(admin.refused("DELETE", "faults/" + first))
                .isEqualTo("404 RESOURCE_NOT_EXISTS There is no fault " + first + ": it is spent, or never was");
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.slow(Duration.ofMillis(1500), Moment.AFTER_EFFECT),
                Fault.reset(Moment.BEFORE_EFFECT),
                Fault.halfReply(),
                Fault.spoiltSignature(),
                Fault.probeSignature(),
                Fault.wrongKey(),
                Fault.wrongSerial(),
                Fault.unknownSerial("PUB_KEY_ID_1"),
                Fault.missingHeader("Request-ID"),
                Fault.staleTimestamp(Duration.ofMinutes(-20)),
                Fault.refusal(429, "RATELIMIT_EXCEEDED", Moment.AFTER_EFFECT).retryAfter(Duration.ofSeconds(2)),
                Fault.accepted(),
                Fault.gatewayPage(502, Moment.AFTER_EFFECT),
                Fault.duplicate());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultCanBeSaidInJsonAndIsShownSo(Fault fault) {
        boolean ofNotifications = fault instanceof Fault.Duplicate;
        FaultRule rule = FaultRule.of(fault)
                .method("POST")
                .path("/v3/{any}")
                .mchid("1900000001")
                .rate(0.5)
                .times(3);
        String path = ofNotifications ? "callbacks/faults" : "faults";

        JsonObject json = FaultJson.of(rule);
        admin.post(
                path,
                json.fields().entrySet().stream()
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                        .toArray());

        Faults faults = ofNotifications ? localPay.callbacks().faults() : localPay.faults();
        assertThat(faults.rules())
                .singleElement()
                .satisfies(read -> assertThat(read.toString()).isEqualTo(rule.toString()));
        assertThat(objects(admin.get(path), "faults").get(0).without("id")).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | faults | {} | 400 PARAM_ERROR /fault is missing
            POST | faults | {"fault":"slo"} | 400 PARAM_ERROR /fault must be one of slow, reset, half_reply, spoilt_signature, probe_signature, wrong_key, wrong_serial, unknown_serial, missing_header, stale_timestamp, refusal, accepted, gateway_page, duplicate
            POST | faults | {"fault":"slow","seconds":1,"time":2} | 400 PARAM_ERROR /time is not known here; there are fault, method, path, mchid, rate, times, seconds, moment
            POST | faults | {"fault":"slow","seconds":"1"} | 400 PARAM_ERROR /seconds must be a number, and is a string
            POST | faults | {"fault":"slow","seconds":-1} | 400 PARAM_ERROR /seconds must be from 0 to 1000000000
            POST | faults | {"fault":"reset"} | 400 PARAM_ERROR /moment is missing
            POST | faults | {"fault":"refusal","status":200,"code":"OK"} | 400 PARAM_ERROR /status must be from 400 to 599, and is 200
            POST | faults | {"fault":"missing_header","header":"Date"} | 400 PARAM_ERROR There is no header "Date" to leave out; there are Wechatpay-Timestamp, Wechatpay-Nonce, Wechatpay-Signature, Wechatpay-Serial, Wechatpay-Signature-Type, Request-ID
            POST | faults | {"fault":"half_reply","path":"v3"} | 400 PARAM_ERROR The path "v3" must begin with a slash, and have no query: that is not looked at
            POST | faults | {"fault":"half_reply","rate":2} | 400 PARAM_ERROR /rate must be from 0 to 1
            POST | faults | {"fault":"duplicate"} | 400 PARAM_ERROR Duplicate[] is about notifications: add it to callbacks().faults()
            DELETE | faults/x | {} | 400 PARAM_ERROR id must be a whole number
            POST | clock/jump | {} | 400 PARAM_ERROR /seconds is missing
            POST | clock/jump | {"seconds":1e9999999999} | 400 PARAM_ERROR /seconds has an exponent that is out of range
            POST | clock/jump | {"second":1} | 400 PARAM_ERROR /second is not known here; there are seconds
            POST | clock/freeze | {"at":1} | 400 PARAM_ERROR /at is not known here; there are no fields
            POST | clock/set | {"time":"tomorrow"} | 400 PARAM_ERROR /time must be a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00
            POST | clock/speed | {"factor":0} | 400 PARAM_ERROR factor is 0.0; it must be above 0 and at most 1000000. To stop the clock, freeze it
            POST | rotation/grey | {"share":0.5} | 400 INVALID_REQUEST There is no new platform certificate that is not in full use yet: publish one first
            POST | rotation/grey | {} | 400 PARAM_ERROR /share is missing
            POST | merchants | {"mchid":"1"} | 400 PARAM_ERROR a value of 1 character is not a merchant number: 8 to 15 digits, shown in the console
            POST | merchants | {"mchid":"1900000001"} | 400 PARAM_ERROR There is a merchant 1900000001 already
            POST | callbacks | {"event_type":"REFUND.SUCCESS"} | 400 PARAM_ERROR /url is missing
            POST | callbacks | {"url":"http://127.0.0.1:1/","event_type":"REFUND.SUCCESS","resource":{},"changes":{}} | 400 PARAM_ERROR /changes changes the documented example, so it cannot stand beside resource
            POST | callbacks | {"url":"http://127.0.0.1:1/","event_type":"A","original_type":"a"} | 400 PARAM_ERROR /resource is missing: with original_type it is not a documented kind
            POST | callbacks | {"url":"http://127.0.0.1:1/","event_type":"REFUND.SUCCESS","mchid":"1900000009"} | 400 PARAM_ERROR There is no merchant 1900000009; add it by addMerchant
            POST | callbacks/none/redeliver | {} | 400 PARAM_ERROR There is no notification none; the log has their ids
            POST | callbacks/redirects | {"prefix":"https://","target":"localhost:8080"} | 400 PARAM_ERROR The target "localhost:8080" names no host; write it like http://127.0.0.1:8080/
            POST | callbacks/redirects | {"prefix":"https://","target":"a b"} | 400 PARAM_ERROR /target is not a URL: Illegal character in path
            POST | reset | {"mchid":"1900000001"} | 400 PARAM_ERROR /mchid is not known here; there are no fields
            DELETE | journal?path=/v3/certificates | | 400 PARAM_ERROR path is not known here; there are no fields
            POST | pay | {"out_trade_no":"1","refused":true} | 400 PARAM_ERROR /refused is not known here; there are mchid, out_trade_no, prepay_id, code_url, h5_url, openid, refuse
            POST | refunds | {"hold":true,"mchid":"1900000001"} | 400 PARAM_ERROR /mchid is not known here; there are hold
            POST | refunds/1 | {"status":"CLOSED","reason":"a"} | 400 PARAM_ERROR /reason is not known here; there are mchid, status
            POST | bills | {"at_once":true,"bill_date":"2026-11-23"} | 400 PARAM_ERROR /bill_date is not known here; there are at_once
            POST | busifavor/stocks/1234567891/pause | {"seconds":1} | 400 PARAM_ERROR /seconds is not known here; there are no fields
            POST | busifavor/stocks/1234567891/senders | {"mchid":"1900000002","appid":"a"} | 400 PARAM_ERROR /appid is not known here; there are mchid
            POST | busifavor/cards | {"card_id":"1","mchid":"1900000001","a":1} | 400 PARAM_ERROR /a is not known here; there are card_id, mchid
            POST | busifavor/users/1/person | {"name":"a"} | 400 PARAM_ERROR /name is not known here; there are person
            POST | busifavor/claims/page | {"url":"a","openid":"a"} | 400 PARAM_ERROR /openid is not known here; there are url, appid
            POST | busifavor/claims/token | {"code":"a"} | 400 PARAM_ERROR /code is not known here; there are token, openid
            POST | merchants/1900000001/apiv2-key | {"key":"a"} | 400 PARAM_ERROR /key is not known here; there are apiv2_key
            GET | journal?limit=0 | | 400 PARAM_ERROR limit must be from 1 to 2147483647, and is 0
            """)
    void wrongInputIsToldAsSuch(String method, String path, String body, String refusal) {
        Object[] fields = body == null
                ? new Object[0]
                : JsonObject.parse(body).fields().entrySet().stream()
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                        .toArray();

        assertThat(admin.refused(method, path, fields)).isEqualTo(refusal);
    }

    // Keys

    @Test
    void keysRotateStepByStep() {
        String old = localPay.credentials().platformCertificateSerial();

        JsonObject published = admin.post("rotation/publish");
        assertThat(objects(published, "certificates")).hasSize(2);
        String next = objects(published, "certificates").get(1).string("serial_no");
        assertThat(published.string("stage")).isEqualTo("published");
        assertThat(admin.post("rotation/grey", "share", 0.5).get("new_certificate_share"))
                .isEqualTo(JsonObject.parse("{\"a\":0.5}").get("a"));
        assertThat(admin.post("rotation/finish").string("stage")).isEqualTo("finished");
        JsonObject withdrawn = admin.post("rotation/withdraw");

        assertThat(withdrawn.string("stage")).isEqualTo("single");
        assertThat(objects(withdrawn, "certificates"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.string("serial_no")).isEqualTo(next).isNotEqualTo(old));
        assertThat(localPay.credentials().platformCertificateSerial()).isEqualTo(next);
    }

    @Test
    void kindsOfKeysChange() {
        assertThat(admin.post("rotation/public-key-share", "share", 1).get("public_key_share"))
                .isEqualTo(JsonValue.of(1));
        assertThat(admin.post("rotation/certificates-only").string("kinds")).isEqualTo("certificates");
        assertThat(caller().get(CERTIFICATES).header("Wechatpay-Serial"))
                .isEqualTo(localPay.credentials().platformCertificateSerial());
        JsonObject publicKeyOnly = admin.post("rotation/public-key-only");
        assertThat(publicKeyOnly.string("kinds")).isEqualTo("public_key");
        assertThat(publicKeyOnly.string("public_key_id"))
                .isEqualTo(localPay.credentials().platformPublicKeyId());
        assertThat(objects(publicKeyOnly, "certificates")).isEmpty();
        assertThat(admin.post("rotation/both-kinds").string("kinds")).isEqualTo("both");
        assertThat(admin.get("rotation").string("stage")).isEqualTo("single");
    }

    // Notifications

    @Test
    void aNotificationIsSentToldOfAndSentAgain() {
        admin.post("clock/freeze");
        admin.post("clock/set", "time", "2026-11-23T12:00:00+08:00");
        try (Receiver receiver = new Receiver()) {
            receiver.answering(500);
            admin.done(
                    "POST",
                    "callbacks/redirects",
                    "prefix",
                    "https://shop.example.com/",
                    "target",
                    receiver.url("/shop/"));
            String id = admin.post(
                            "callbacks",
                            "url",
                            "https://shop.example.com/notify",
                            "event_type",
                            "TRANSACTION.SUCCESS",
                            "changes",
                            JsonObject.of("out_trade_no", "mine", "amount", JsonObject.of("total", 7)))
                    .string("id");
            settle();

            JsonObject log = admin.get("callbacks?id=" + id);
            assertThat(log.integer("waiting")).isEqualTo(1);
            assertThat(objects(log, "attempts"))
                    .containsExactly(JsonObject.of(
                            "time",
                            "2026-11-23T12:00:00+08:00",
                            "id",
                            id,
                            "mchid",
                            "1900000001",
                            "url",
                            "https://shop.example.com/notify",
                            "event_type",
                            "TRANSACTION.SUCCESS",
                            "attempt",
                            1,
                            "status",
                            500,
                            "taken",
                            false,
                            "next_due",
                            "2026-11-23T12:00:15+08:00"));
            JsonObject resource =
                    receiver.last().read(localPay.profile(), localPay.clock()).resource();
            assertThat(resource.string("out_trade_no")).isEqualTo("mine");
            assertThat(resource.object("amount").integer("total")).isEqualTo(7);
            assertThat(resource.object("amount").has("payer_total")).isTrue();

            admin.post("clock/jump", "seconds", 15);
            settle();
            admin.done("POST", "callbacks/" + id + "/redeliver");
            settle();
            assertThat(receiver.received()).hasSize(3);
            assertThat(objects(admin.get("callbacks?limit=1"), "attempts")).hasSize(1);
            assertThat(admin.get("callbacks?event_type=NONE").integer("count")).isZero();
        }
    }

    @Test
    void notificationsAreHeldBackAndSpoilt() {
        try (Receiver receiver = new Receiver()) {
            admin.done("POST", "callbacks/pause");
            admin.post("callbacks/faults", "fault", "probe_signature", "times", 1);
            admin.post(
                    "callbacks",
                    "url",
                    receiver.url("/"),
                    "event_type",
                    "NEW.EVENT",
                    "original_type",
                    "new",
                    "resource",
                    JsonObject.of("a", 1));
            settle();
            assertThat(receiver.received()).isEmpty();
            assertThat(admin.get("callbacks").bool("paused")).isTrue();

            admin.done("POST", "callbacks/resume");
            settle();

            assertThat(receiver.last().refusal(localPay.profile(), localPay.clock()))
                    .isEqualTo("PROBE_SIGNATURE");
        }
    }

    private static void settle() {
        assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
    }

    @Test
    void documentedEventsAreListedAndShown() {
        assertThat(admin.get("callbacks/events").array("event_types").values())
                .hasSize(localPay.callbacks().eventTypes().size())
                .contains(JsonValue.of("COUPON.SEND"));
        assertThat(admin.get("callbacks/events/COUPON.SEND"))
                .isEqualTo(JsonObject.of(
                        "event_type",
                        "COUPON.SEND",
                        "example",
                        localPay.callbacks().example("COUPON.SEND")));
    }

    // The journal

    @Test
    void theJournalIsReadAndCleared() {
        admin.post("clock/freeze");
        admin.post("clock/set", "time", "2026-11-23T12:00:00+08:00");
        admin.post("faults", "fault", "half_reply", "path", "/v3/other");
        caller().get(CERTIFICATES);
        caller().get("/v3/none");

        JsonObject journal = admin.get("journal?path=" + CERTIFICATES + "&mchid=1900000001");

        assertThat(journal.integer("count")).isEqualTo(1);
        JsonObject entry = objects(journal, "entries").get(0);
        assertThat(entry.without("request_id"))
                .isEqualTo(JsonObject.of(
                        "time",
                        "2026-11-23T12:00:00+08:00",
                        "method",
                        "GET",
                        "path",
                        CERTIFICATES,
                        "mchid",
                        "1900000001",
                        "status",
                        200,
                        "code",
                        "OK",
                        "effect",
                        "done",
                        "signed_by",
                        localPay.credentials().platformCertificateSerial()));
        assertThat(objects(admin.get("journal?limit=1"), "entries"))
                .singleElement()
                .satisfies(last -> assertThat(last.string("path")).isEqualTo("/v3/none"));
        admin.done("DELETE", "journal");
        assertThat(localPay.journal()).isEmpty();
    }

    @Test
    void everythingBeginsAgain() {
        admin.post("clock/freeze");
        admin.post("faults", "fault", "half_reply");

        admin.done("POST", "reset");

        assertThat(localPay.clock().isFrozen()).isFalse();
        assertThat(localPay.faults().rules()).isEmpty();
    }

    // Merchants

    @Test
    void aMerchantIsAddedWithKeysThatItCanUse() {
        JsonObject added = admin.post("merchants", "mchid", "1900000077");

        assertThat(objects(admin.get("merchants"), "merchants"))
                .contains(JsonObject.of("mchid", "1900000077", "serial_no", added.string("serial_no")))
                .allSatisfy(one -> assertThat(one.fields()).containsOnlyKeys("mchid", "serial_no"));
        Merchant merchant = new Merchant(
                "1900000077", added.string("serial_no"), MerchantKey.read(KeySource.text(added.string("private_key"))));
        String authorization = new RequestSigner(merchant)
                .authorization("GET", CERTIFICATES, localPay.clock().instant(), CouponFixture.number(), new byte[0]);
        assertThat(caller().sendWith(authorization, "GET", CERTIFICATES, "".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(added.string("apiv3_key")).startsWith("LocalPayV3Key").hasSize(32);
        assertThat(added.string("certificate")).startsWith("-----BEGIN CERTIFICATE-----");
    }
}
