package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpellingsTest {

    private static final String RETURN = "v3/marketing/busifavor/coupons/return";
    private static final String BODY = "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
            + "\"return_request_no\":\"1002600620019090123143254436\"}";

    @Test
    void allSpellingsSendTheSameBytes() throws Exception {
        // The clock stands still, so a reply signed now is compared with it: both are taken at the start.
        Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        RandomGenerator zero = () -> 0L;
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        platform.client().clock(clock).random(zero).build()) {
            pay.chain(RETURN).post(BODY);
            pay.get(RETURN).post(BODY);
            pay.getAt(RETURN).post(BODY);
            pay.chain("v3/marketing").at("busifavor").at("coupons/return").post(BODY);
            Verb.result(pay.chain(RETURN).postAsync(BODY));
            Verb.result(pay.get(RETURN).postAsync(BODY));

            List<TestPlatform.Received> requests = platform.received;
            assertThat(requests).hasSize(6);
            UnaryOperator<String> all = header -> requests.stream()
                    .map(request -> request.headers().getFirst(header))
                    .distinct()
                    .reduce("", String::concat);
            assertThat(requests.stream().map(TestPlatform.Received::target).distinct())
                    .containsExactly("/" + RETURN);
            assertThat(requests.stream().map(TestPlatform.Received::body).distinct())
                    .containsExactly(BODY);
            assertThat(Stream.of("Authorization", "Accept", "Content-Type", "User-Agent")
                            .map(all))
                    .allMatch(values -> !values.isEmpty());
            assertThat(requests.stream()
                            .map(request -> Map.copyOf(request.headers()))
                            .distinct())
                    .hasSize(1);
        }
    }
}
