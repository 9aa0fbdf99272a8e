package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.TransportException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The platform counts by merchant and endpoint, whatever client calls; with one place a day, the second call has none. */
class SharedLimitsTest {

    private static final RateLimits ONE_A_DAY = RateLimits.none().with("GET v3/x", 1, Duration.ofDays(1));

    private static TestPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static ClientBuilder<? extends WechatPayClient> limited() {
        return platform.client().rateLimits(ONE_A_DAY);
    }

    private static Merchant another() {
        return new Merchant("1900000002", "AB", Identities.merchant().signer());
    }

    private static void assertHeldBack(Verb verb, WechatPayClient client, String path) {
        assertThatThrownBy(() -> verb.get(client.chain(path)))
                .isInstanceOf(TransportException.class)
                .hasMessageStartingWith("GET " + path + ": not sent: the client's own rate limit has no place for it");
    }

    @ParameterizedTest
    @EnumSource
    void derivedClientsOfOneMerchantCountTogether(Verb verb) {
        try (WechatPayClient pay = limited().build();
                WechatPayClient slower =
                        pay.toBuilder().responseTimeout(Duration.ofSeconds(3)).build();
                WechatPayClient elsewhere = pay.toBuilder().maxConnections(3).build();
                WechatPayClient other = pay.toBuilder().merchant(another()).build();
                WechatPayClient unrelated = limited().build()) {
            verb.get(pay.chain("v3/x"));

            assertHeldBack(verb, pay, "v3/x");
            assertHeldBack(verb, slower, "v3/x");
            assertHeldBack(verb, elsewhere, "v3/x");
            verb.get(slower.chain("v3/y"));
            verb.get(other.chain("v3/x"));
            verb.get(unrelated.chain("v3/x"));
        }
    }

    @Test
    void theTotalCountsForTheMerchantToo() {
        try (WechatPayClient pay = platform.client()
                        .rateLimits(RateLimits.none().withTotal(1, Duration.ofDays(1)))
                        .build();
                WechatPayClient derived = pay.toBuilder().build()) {
            pay.chain("v3/x").get();
            assertHeldBack(Verb.SYNC, derived, "v3/y");
        }
    }

    @Test
    void aBrandIsCountedApartFromItsMerchant() {
        Brand brand = new Brand("1900000001", "AB", MerchantKey.of(Identities.MERCHANT.getPrivate()));
        try (WechatPayClient pay = platform.client()
                .brand(brand)
                .rateLimits(RateLimits.none().withTotal(1, Duration.ofDays(1)))
                .build()) {
            pay.chain("v3/x").get();
            pay.chain("brand/x").get();
            assertHeldBack(Verb.SYNC, pay, "brand/x");
        }
    }

    @Test
    void aMerchantThatIsReloadedGoesOnCountingAndOneThatIsRemovedLeavesNothing() {
        ClientBuilder<? extends WechatPayClient> shared = limited();
        try (Merchants<String, ? extends WechatPayClient> merchants = registry(shared)) {
            WechatPayClient old = merchants.get("a");
            old.chain("v3/x").get();
            WechatPayClient next = merchants.reload("a").orElseThrow();

            assertHeldBack(Verb.SYNC, next, "v3/x");
            assertHeldBack(Verb.SYNC, old, "v3/x");
            assertThat(shared.limited()).isEqualTo(1);

            for (int i = 0; i < 100; i++) {
                merchants.get("b");
                merchants.reload("b");
                merchants.remove("b");
            }
            assertThat(shared.limited()).isEqualTo(1);
            merchants.remove("a");
            assertThat(shared.limited()).isZero();
        }
    }

    private static <C extends WechatPayClient> Merchants<String, C> registry(ClientBuilder<C> shared) {
        return Merchants.of(
                shared, (key, builder) -> Optional.of(key.equals("a") ? builder : builder.merchant(another())));
    }
}
