package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

    @Test
    void showsEachSpellingARefusalAndADiagnosis() {
        Run run = Run.of("demo");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("1  Pure chain, synchronous", "2  Pure chain, asynchronous")
                .contains("3  Declarative, synchronous", "4  Declarative, asynchronous")
                .contains("5  Property, synchronous", "6  Property, asynchronous")
                .contains("> POST /v3/marketing/busifavor/coupons/return")
                .contains("{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                        + "\"return_request_no\":\"1002600620019090123143254436\"}")
                .contains("400 INVALID_REQUEST", "retrySafety() is UNSAFE")
                .contains("HTTP 401 SIGN_ERROR", "\\r\\n")
                .contains("What next");
        assertThat(run.out().lines().filter(line -> line.startsWith("   < wechatpay_return_time 2")))
                .hasSize(6);
    }

    @Test
    void printsOneJsonObjectALineForScripts() {
        Run run = Run.of("demo", "--output", "json");

        List<String> steps = run.out()
                .lines()
                .map(line -> JsonObject.parse(line).string("step"))
                .toList();
        assertThat(run.exit()).isZero();
        assertThat(steps)
                .containsExactly(
                        "begin",
                        "returned",
                        "redeemed",
                        "returned",
                        "redeemed",
                        "returned",
                        "redeemed",
                        "returned",
                        "redeemed",
                        "returned",
                        "redeemed",
                        "returned",
                        "refused",
                        "diagnosed",
                        "end");
    }
}
