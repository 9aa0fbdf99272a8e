package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

    @Test
    void showsEachSpellingARefusalAndADiagnosis() {
        Run run = Run.of("demo");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("1  Declarative, synchronous", "2  Declarative, asynchronous", "3  Property, synchronous")
                .contains("4  Property, asynchronous")
                .contains("> POST /v3/marketing/busifavor/coupons/return")
                .contains("{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                        + "\"return_request_no\":\"1002600620019090123143254436\"}")
                .contains("400 INVALID_REQUEST", "retrySafety() is UNSAFE")
                .contains("HTTP 401 SIGN_ERROR", "\\r\\n")
                .contains("What next");
        assertThat(run.out().lines().filter(line -> line.startsWith("   < wechatpay_return_time 2")))
                .hasSize(4);
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
                        "refused",
                        "diagnosed",
                        "end");
    }

    @Test
    void writesTheSecondsOfATimeOnTheMinuteToo() {
        assertThat(Demo.time(Instant.parse("2026-11-23T23:30:00.5Z"))).isEqualTo("2026-11-24T07:30:00+08:00");
        assertThat(Demo.time(Instant.parse("2026-11-23T23:30:01Z"))).isEqualTo("2026-11-24T07:30:01+08:00");
    }
}
