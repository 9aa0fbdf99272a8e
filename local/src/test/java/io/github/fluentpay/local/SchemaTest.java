package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operations that are answered from the catalogue, over sockets. */
class SchemaTest {

    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static final String ADD_RECEIVER = "/v3/profitsharing/receivers/add";
    private static final String SHARE = "/v3/profitsharing/orders";

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().clock(CLOCK).start();
        caller = new TestCaller(localPay.profile(), CLOCK);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private static VerifyingKey publicKey() {
        return localPay.platformKeys().publicKey().orElseThrow();
    }

    private static JsonObject share(String outOrderNo) {
        return JsonObject.of(
                "appid",
                "wx8888888888888888",
                "transaction_id",
                "4208450740201411110007820472",
                "out_order_no",
                outOrderNo,
                "receivers",
                JsonArray.of(JsonObject.of(
                        "type", "PERSONAL_OPENID", "account", "oA-b", "amount", 123, "description", "分给张三")),
                "unfreeze_unsplit",
                true);
    }

    @Test
    void answersFromTheDocumentationAndTheRequest() {
        TestCaller.Answer answer = caller.post(SHARE, share("P20150806125346"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("LocalPay-Fidelity")).isEqualTo("schema");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(caller.verify(answer)).isEmpty();
        JsonObject json = answer.json();
        assertThat(json.fields().keySet())
                .containsExactly("sub_mchid", "transaction_id", "out_order_no", "order_id", "state", "receivers");
        assertThat(json.string("transaction_id")).isEqualTo("4208450740201411110007820472");
        assertThat(json.string("out_order_no")).isEqualTo("P20150806125346");
        assertThat(json.string("order_id")).matches("[0-9]{20,}");
        assertThat(json.string("state")).isEqualTo("PROCESSING");
        JsonObject receiver = (JsonObject) json.array("receivers").get(0);
        assertThat(json.array("receivers").size()).isEqualTo(1);
        assertThat(receiver.string("account")).isEqualTo("oA-b");
        assertThat(receiver.integer("amount")).isEqualTo(123);
        assertThat(receiver.string("type")).isEqualTo("PERSONAL_OPENID");
        assertThat(receiver.string("result")).isEqualTo("PENDING");
        assertThat(receiver.string("create_time")).matches("2026-11-23T(1[2-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\+08:00");
    }

    @Test
    void theSameRequestGetsTheSameAnswerUntilTheDayEnds() {
        String first = caller.post(SHARE, share("P1")).text();

        assertThat(caller.post(SHARE, share("P1")).text()).isEqualTo(first);
        assertThat(caller.post(SHARE, share("P2")).json().string("order_id"))
                .isNotEqualTo(JsonObject.parse(first).string("order_id"));
        CLOCK.set(NOW.plus(Duration.ofDays(1)));
        assertThat(caller.post(SHARE, share("P1")).json())
                .satisfies(later -> assertThat(later.string("order_id"))
                        .isEqualTo(JsonObject.parse(first).string("order_id")))
                .isNotEqualTo(JsonObject.parse(first));
        CLOCK.set(NOW);
    }

    @Test
    void anotherMerchantGetsOtherNumbers() {
        Profile other = localPay.addMerchant("1900000109");

        JsonObject mine = caller.post(SHARE, share("P1")).json();
        JsonObject theirs =
                new TestCaller(other, CLOCK).post(SHARE, share("P1")).json();

        assertThat(theirs.string("order_id")).isNotEqualTo(mine.string("order_id"));
    }

    @Test
    void opensWhatIsSealedAndSealsItForTheMerchant() {
        JsonObject receiver = JsonObject.of(
                "appid", "wx8888888888888888",
                "type", "PERSONAL_OPENID",
                "account", "oA-b",
                "name", new PrivacyEncryptor(publicKey()).seal("张三"),
                "relation_type", "PARTNER");

        TestCaller.Answer answer = caller.send(
                "POST",
                ADD_RECEIVER,
                receiver.toJson(),
                "Wechatpay-Serial",
                publicKey().serial());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(new PrivacyDecryptor(MerchantKey.of(localPay.credentials().merchantPrivateKey()))
                        .open(answer.json().string("name")))
                .isEqualTo("张三");
    }

    @Test
    void refusesInThePlatformsForm() {
        TestCaller.Answer answer = caller.post(SHARE, share("P/1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .isEqualTo("{\"code\":\"PARAM_ERROR\",\"message\":\"/out_order_no may only be of the form"
                        + " [0-9A-Za-z_|*@-]+\",\"detail\":{\"field\":\"/out_order_no\",\"value\":\"P/1\",\"issue\":"
                        + "\"may only be of the form [0-9A-Za-z_|*@-]+\",\"location\":\"body\"}}");
        assertThat(answer.header("LocalPay-Fidelity")).isEqualTo("schema");
        assertThat(caller.verify(answer)).isEmpty();
    }

    @Test
    void answersWithTheDocumentedStatusAndNoBody() {
        TestCaller.Answer answer = caller.send(
                "POST",
                "/v3/payscore/permissions/authorization-code/1/terminate",
                JsonObject.of("service_id", "500001", "reason", "没有理由").toJson());

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.response().body()).isEmpty();
        assertThat(caller.verify(answer)).isEmpty();
    }

    @Test
    void servesThePathsOfOtherHosts() {
        String statement = "/statements?date=20180130&mchid=1900000109";

        for (String path : new String[] {"/hk/v3" + statement, "/v3" + statement}) {
            assertThat(caller.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void namesTheMethodThatADocumentedPathTakes() {
        assertThat(caller.get(ADD_RECEIVER).text())
                .isEqualTo("{\"code\":\"METHOD_NOT_ALLOWED\",\"message\":\"This path takes POST, not GET\"}");
    }

    @Test
    void namesTheNearestDocumentedPath() {
        assertThat(caller.get("/v3/profitsharing/order/P1?transaction_id=1").message())
                .isEqualTo("There is no such path; the nearest documented path is GET"
                        + " /v3/profitsharing/orders/{out_order_no}");
    }

    @Test
    void canAnswerEverythingFromTheDocumentation() {
        try (LocalPay stateless = LocalPay.builder().stateless().start()) {
            TestCaller.Answer answer = new TestCaller(stateless.profile(), Clock.systemUTC())
                    .post(
                            "/v3/marketing/busifavor/coupons/return",
                            JsonObject.of("coupon_code", "1", "stock_id", "2", "return_request_no", "3"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("LocalPay-Fidelity")).isEqualTo("schema");
            assertThat(answer.json().string("wechatpay_return_time")).endsWith("+08:00");
        }
    }
}
