package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsCommandTest {

    @Test
    void listsHitsOneALine() {
        Run run = Run.of("endpoints", "退券");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().toList())
                .contains("POST   v3/marketing/busifavor/coupons/return  申请退券")
                .allMatch(line -> line.contains("退券"));
        assertThat(run.err()).isEqualTo(run.out().lines().count() + " endpoints" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busifavor coupons return",
                "busifavor 申请退券",
                "v3/marketing/busifavor/coupons/return",
                "/v3/marketing/busifavor/coupons/return"
            })
    void showsOneHitInFull(String words) {
        Run run = Run.of(("endpoints " + words).split(" ", -1));

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("申请退券", "POST v3/marketing/busifavor/coupons/return")
                .contains("pure chain   pay.v3().marketing().busifavor().coupons().return_()"
                        + ".post(b -> b.couponCode(\"sxxe34343434\").stockId(\"1234567891\")"
                        + ".returnRequestNo(\"1002600620019090123143254436\"))")
                .contains("declarative  pay.chain(\"v3/marketing/busifavor/coupons/return\").post(…)")
                .contains("property     pay.get(\"v3/marketing/busifavor/coupons/return\").post(…)")
                .contains("shell        ./fluentpay call post v3/marketing/busifavor/coupons/return --json"
                        + " '{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                        + "\"return_request_no\":\"1002600620019090123143254436\"}'")
                .contains("    coupon_code*  string  券code; 1 to 32 characters; example sxxe34343434")
                .contains("    wechatpay_return_time*  string  微信退券成功的时间; ")
                .contains("date-time")
                .contains("after an unknown outcome repeat it with the same return_request_no")
                .contains("refusal: 404 RESOURCE_NOT_EXISTS")
                .contains("page: https://pay.weixin.qq.com/doc/v3/merchant/4012465845");
        assertThat(run.err()).isEqualTo("1 endpoint" + System.lineSeparator());
    }

    @Test
    void showsWhereEndpointsDifferFromTheUsual() {
        Run old = Run.of("endpoints", "get", "v3/refunds/id/{refund_id}");

        assertThat(old.out())
                .contains("host: https://api.mch.weixin.qq.com/hk/")
                .contains("superseded");
        assertThat(old.out()).contains(".path(\"refund_id\", …)", "--path refund_id=REFUND_ID");
    }

    @Test
    void findsTheChainsSpellingAndNestedFields() {
        Run run = Run.of("endpoints", "post", "combineTransactions", "jsapi");

        assertThat(run.out())
                .contains("pay.v3().combineTransactions().jsapi().post(b -> b.combineAppid(")
                .contains("    sub_orders*  array of object")
                .contains("      amount*  object")
                .contains("        total_amount*  integer", "in fen");
    }

    @Test
    void writesCallsWithValuesOfTheRightTypeWhereThereIsNoExample() {
        Run run = Run.of("endpoints", "post", "v3/pay/transactions/jsapi", "--details");

        String line = run.out()
                .lines()
                .filter(text -> text.contains("call post v3/pay/transactions/jsapi "))
                .findFirst()
                .orElseThrow();
        JsonObject body = JsonObject.parse(line.substring(line.indexOf('{'), line.lastIndexOf('}') + 1));
        assertThat(body.object("amount")).isNotNull();
        assertThat(body.at("/amount/total")).isInstanceOf(JsonNumber.class);
        assertThat(body.at("/payer/openid")).isInstanceOf(JsonString.class);
    }

    @Test
    void writesCallsThatSealSensitiveFields() {
        Run run = Run.of("endpoints", "fund-app", "transfer-bills", "post");
        Run query = Run.of("endpoints", "v3/ecommerce/subject-sub-merchants");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(query.exit()).as(query.err()).isZero();
        assertThat(Run.of("endpoints", "v3/customs/verify-certificate").out())
                .contains("--encrypting /")
                .doesNotContain("==");
        assertThat(query.out()).contains("--query-encrypting ");
    }

    @Test
    void writesNoCallForUploadsAndApiV2() {
        assertThat(Run.of("endpoints", "v3/merchant/media/upload").out())
                .contains("pure chain")
                .doesNotContain("./fluentpay call");
        assertThat(Run.of("endpoints", "v2/secapi/mch/uploadmedia").out())
                .contains("pure chain")
                .doesNotContain("./fluentpay call");
    }

    @Test
    void printsOneJsonObjectALineForScripts() {
        Run run = Run.of("endpoints", "busifavor", "coupons", "return", "--output", "json");

        JsonObject json = JsonObject.parse(run.out().strip());
        assertThat(json.string("verb")).isEqualTo("POST");
        assertThat(json.at("/spellings/pure_chain"))
                .asString()
                .startsWith("\"pay.v3().marketing().busifavor().coupons().return_().post(b -> b.couponCode(");
        assertThat(json.at("/request/0/name")).hasToString("\"coupon_code\"");
        assertThat(json.at("/request/0/length")).hasToString("[1,32]");
        assertThat(json.at("/idempotency")).hasToString("[\"return_request_no\"]");
    }

    @Test
    void givesScriptsTheFactsThatPeopleSee() {
        Run run = Run.of("endpoints", "get", "v3/refunds/id/{refund_id}", "--output", "json");

        JsonObject old = JsonObject.parse(run.out().lines().findFirst().orElseThrow());
        assertThat(old.string("since")).isEqualTo("2022-09-08");
        assertThat(old.at("/replaced_by/0")).hasToString("\"v3/global/refunds/id/{refund_id}\"");
        assertThat(old.string("call")).startsWith("./fluentpay call get 'v3/refunds/id/{refund_id}' --path refund_id=");
        assertThat(old.bool("host_required")).isNotNull();
        assertThat(old.array("headers")).isNotNull();
    }

    @Test
    void spellsAQueryAsTheUntypedChainTakesIt() {
        assertThat(Run.of("endpoints", "v3/bill/tradebill").out())
                .contains("pure chain   pay.v3().bill().tradebill().get(q -> q.billDate(\"2019-06-11\"))")
                .contains("declarative  pay.chain(\"v3/bill/tradebill\").query(\"bill_date\", …).get()");
    }

    @Test
    void showsTheHeadersThatAnEndpointRequires() {
        assertThat(Run.of("endpoints", "v3/marketing/partnerships/build").out())
                .contains(".partnerships().build().post(\"12345\", b -> b.partner(o -> o.type(")
                .contains(".header(\"Idempotency-Key\", …).post(…)")
                .contains("call post v3/marketing/partnerships/build --header Idempotency-Key=12345 --json ")
                .contains("    Idempotency-Key*  string");
    }

    @Test
    void listsTheWholeCatalogue() {
        Run run = Run.of("endpoints");

        assertThat(run.out().lines()).hasSize(1147);
        assertThat(run.err()).startsWith("1147 endpoints");
    }

    @Test
    void saysWhatIsNearWhenNothingIsFound() {
        Run path = Run.of("endpoints", "v3/marketing/busifavour/coupon/return");
        Run slash = Run.of("endpoints", "/v3/marketing/busifavour/coupon/return");
        Run words = Run.of("endpoints", "teapot", "brew");

        assertThat(path.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(path.err())
                .contains("No documented endpoint has this word; the nearest path is"
                        + " v3/marketing/busifavor/coupons/return");
        assertThat(slash.err()).contains("the nearest path is v3/marketing/busifavor/coupons/return");
        assertThat(words.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(words.err())
                .contains("No documented endpoint has all of these 2 words; try fewer words, or a part of one");
        assertThat(List.of(path.out(), words.out())).containsOnly("");
    }
}
