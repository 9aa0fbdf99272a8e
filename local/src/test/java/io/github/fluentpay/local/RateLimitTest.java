package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits under a clock that stands still until it is moved. */
class RateLimitTest {

    private static final String CERTIFICATES = "/v3/certificates";
    private static final String EXCEEDED =
            "Too often: a merchant may send 3 requests in 1 s to GET /v3/certificates. Slow down";

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        caller = new TestCaller(localPay.profile(), localPay.clock());
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void beginAgain() {
        localPay.reset();
        localPay.clock().freeze();
    }

    private static int status() {
        return caller.get(CERTIFICATES).status();
    }

    private static int[] statuses(int count) {
        return IntStream.range(0, count).map(i -> status()).toArray();
    }

    @Test
    void whatIsTooMuchIsRefusedWithoutEffectUntilTimeHasPassed() {
        localPay.rateLimits().add("GET", CERTIFICATES, 3, Duration.ofSeconds(1));

        assertThat(statuses(3)).containsOnly(200);
        TestCaller.Answer refused = caller.get(CERTIFICATES);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATELIMIT_EXCEEDED");
        assertThat(refused.message()).isEqualTo(EXCEEDED);
        assertThat(refused.header("Request-ID")).endsWith("-270924289");
        assertThat(caller.verify(refused)).isEmpty();
        assertThat(localPay.journal().last().orElseThrow().effect()).isEqualTo(JournalEntry.Effect.NONE);

        localPay.clock().jump(Duration.ofMillis(400));
        assertThat(statuses(2)).containsExactly(200, 429);
        localPay.clock().jump(Duration.ofDays(1));
        assertThat(statuses(4)).containsExactly(200, 200, 200, 429);
        localPay.clock().jump(Duration.ofDays(-2));
        assertThat(status()).isEqualTo(429);
    }

    @Test
    void theClockCanBeMovedByCenturies() {
        localPay.clock().set(Instant.EPOCH);
        localPay.rateLimits().add("GET", CERTIFICATES, 1, Duration.ofSeconds(1));

        assertThat(statuses(2)).containsExactly(200, 429);
        localPay.clock().set(Instant.parse("2400-01-01T00:00:00Z"));

        assertThat(statuses(2)).containsExactly(200, 429);
    }

    @Test
    void eachMerchantAndEndpointHasItsOwn() {
        Profile other = localPay.addMerchant("1900000002");
        localPay.rateLimits().add("GET", "/v3/{any}", 1, Duration.ofSeconds(1));

        assertThat(statuses(2)).containsExactly(200, 429);

        assertThat(new TestCaller(other, localPay.clock()).get(CERTIFICATES).status())
                .isEqualTo(200);
        assertThat(caller.post(CERTIFICATES, JsonObject.empty()).status()).isEqualTo(405);
    }

    @Test
    void aWrongSignatureDoesNotCount() {
        localPay.rateLimits().add("GET", CERTIFICATES, 1, Duration.ofSeconds(1));

        caller.sendWith("WECHATPAY2-SHA256-RSA2048 none", "GET", CERTIFICATES, new byte[0]);

        assertThat(status()).isEqualTo(200);
    }

    @Test
    void documentedOnesAreThoseOfTheCatalogue() {
        localPay.rateLimits().documented();

        assertThat(localPay.rateLimits().all())
                .contains(
                        new RateLimits.Limit("POST", "/v3/marketing/busifavor/coupons/use", 500, Duration.ofSeconds(1)),
                        new RateLimits.Limit("GET", CERTIFICATES, 1000, Duration.ofSeconds(1)));
        localPay.reset();
        assertThat(localPay.rateLimits().all()).isEmpty();
    }

    @Test
    void areSetByHttp() {
        AdminCaller admin = new AdminCaller(localPay);
        admin.done("POST", "rate-limits", "method", "GET", "path", CERTIFICATES, "requests", 1, "seconds", 0.5);

        assertThat(admin.get("rate-limits").array("rate_limits"))
                .isEqualTo(JsonArray.of(JsonObject.parse(
                        "{\"method\":\"GET\",\"path\":\"/v3/certificates\",\"requests\":1,\"seconds\":0.5}")));
        assertThat(statuses(1)).containsExactly(200);
        assertThat(caller.get(CERTIFICATES).message())
                .isEqualTo("Too often: a merchant may send 1 requests in 0.5 s to GET /v3/certificates. Slow down");
        admin.done("DELETE", "rate-limits");
        assertThat(status()).isEqualTo(200);
        admin.done("POST", "rate-limits/documented");
        assertThat(localPay.rateLimits().all()).isNotEmpty();
        assertThat(admin.refused(
                        "POST", "rate-limits", "method", "GET", "path", CERTIFICATES, "requests", 0, "seconds", 1))
                .isEqualTo("400 PARAM_ERROR /requests must be from 1 to 2147483647, and is 0");
    }

    @Test
    void oneThatLetsNothingThroughIsRefused() {
        assertThatThrownBy(() -> localPay.rateLimits().add("GET", CERTIFICATES, 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A limit of 0 requests in PT1S lets nothing through");
        assertThatThrownBy(() -> localPay.rateLimits().add("GET", "v3", 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The path \"v3\" must begin with a slash");
    }
}
