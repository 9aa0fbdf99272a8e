package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LifecycleTest {

    private static Set<String> fluentpayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("fluentpay-"))
                .collect(Collectors.toSet());
    }

    private static ClientBuilder<? extends WechatPayClient> complete() {
        return WechatPayClient.builder().merchant(Identities.merchant()).verifyingKeys(Identities.platformKeys());
    }

    @Test
    void saysWhichSettingIsMissingAndWhereToGetIt() {
        assertThatThrownBy(() -> WechatPayClient.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The merchant is missing: merchant(Merchant.of(mchid, certificate, key)), with"
                        + " apiclient_cert.pem and apiclient_key.pem from the platform's console");
        assertThatThrownBy(() -> WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The verifying keys are missing: verifyingKeys(VerifyingKeys.of(…)), with the WeChat Pay public"
                                + " key (pub_key.pem and its PUB_KEY_ID_…) from the platform's console, or a platform"
                                + " certificate; or keyMode(KeyMode.certificates()) to download them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://127.0.0.1", "h:80", "https:///v3", "https://h?a=b", "https://h#f", "https://me/pa@h"})
    void refusesABaseUrlThatIsNone(String url) {
        assertThatThrownBy(() -> complete().baseUrls(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The base URL ")
                .hasMessageContaining(" cannot be used: ");
    }

    @Test
    void showsNoPasswordOfABaseUrl() {
        assertThatThrownBy(() -> complete().baseUrls(URI.create("https://user:s3cret@host")))
                .hasMessage(
                        "The base URL (a URL with a user, a query, a fragment or a long path, 24 characters) cannot be used:"
                                + " it must not have a query, a fragment or a user");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> complete().callTimeout(Duration.ofSeconds(-1)))
                .hasMessage("callTimeout is PT-1S; more than zero and at most one day is needed");
        assertThatThrownBy(() -> complete().maxConnections(0)).hasMessage("maxConnections is 0, at least 1 is needed");
        assertThatThrownBy(() -> complete().maxReplyBytes(0)).hasMessage("maxReplyBytes is 0, at least 1 is needed");
        assertThatThrownBy(() -> complete().baseUrls()).hasMessage("At least one base URL is needed");
        assertThatThrownBy(() -> complete().application("Müller"))
                .hasMessage("The application's name must be printable ASCII and not blank");
    }

    @Test
    void buildingAClientStartsNothing() {
        Set<String> before = fluentpayThreads();

        for (int i = 0; i < 1_000; i++) {
            complete().build().close();
        }
        WechatPayClient open = complete().build();

        assertThat(fluentpayThreads()).isSubsetOf(before);
        open.close();
    }

    @Test
    void refusesCallsOnceItIsClosed() throws Exception {
        try (TestPlatform platform = new TestPlatform()) {
            WechatPayClient pay = platform.client().build();
            Chain chain = pay.chain("v3/x");
            chain.get();
            pay.close();
            pay.close();

            assertThatThrownBy(chain::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The client is closed; make a new one for GET v3/x");
            assertThatThrownBy(() -> pay.toBuilder().build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "The client these settings come from is closed, and its connections with it; build the new"
                                    + " client before closing the old one");
        }
    }

    @Test
    void endsCallsUnderWayWhenItIsClosed() throws Exception {
        try (StallingServer server = new StallingServer(StallingServer.SILENT)) {
            WechatPayClient pay = complete().baseUrls(server.url()).build();
            CompletableFuture<Reply> underWay = pay.chain("v3/x").postAsync("{}");
            while (server.requests.get() == 0) {
                Thread.onSpinWait();
            }

            pay.close();

            TransportException failure = catchThrowableOfType(TransportException.class, () -> Verb.result(underWay));
            assertThat(failure).hasMessageContaining("The platform may have acted");
        }
    }

    @Test
    void aDerivedClientSharesConnectionsAndOutlivesItsParent() throws Exception {
        try (TestPlatform platform = new TestPlatform()) {
            WechatPayClient parent = platform.client().build();
            WechatPayClient derived =
                    parent.toBuilder().responseTimeout(Duration.ofSeconds(3)).build();
            for (int i = 0; i < 10; i++) {
                parent.chain("v3/x").get();
                derived.chain("v3/x").get();
            }
            parent.close();

            derived.chain("v3/x").get();
            derived.close();

            assertThat(platform.received.stream()
                            .map(TestPlatform.Received::peerPort)
                            .distinct())
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void threadsEndWithTheLastClient() throws Exception {
        Set<String> before = fluentpayThreads();
        try (TestPlatform platform = new TestPlatform()) {
            for (int i = 0; i < 20; i++) {
                WechatPayClient pay = platform.client().build();
                Verb.SYNC.get(pay.chain("v3/x"));
                Verb.ASYNC.get(pay.chain("v3/x"));
                assertThat(fluentpayThreads()).isNotEqualTo(before);
                pay.close();
            }

            long deadline = System.nanoTime() + Patience.LONG.toNanos();
            while (!before.containsAll(fluentpayThreads()) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(fluentpayThreads()).isSubsetOf(before);
        }
    }

    @Test
    void takesTheCallersTransportAndLeavesItOpen() {
        TransportReply answer = new TransportReply(
                404, Headers.none(), "{\"code\":\"ORDER_NOT_EXIST\"}".getBytes(StandardCharsets.UTF_8));
        HttpTransport transport = request -> CompletableFuture.completedFuture(answer);
        try (WechatPayClient pay = complete().transport(transport).build()) {
            assertThatThrownBy(() -> pay.chain("v3/x").get()).hasMessageContaining("404 ORDER_NOT_EXIST");
        }
    }

    @Test
    void goesThroughEveryDecoratorFromTheOutsideIn() throws Exception {
        List<String> passed = new CopyOnWriteArrayList<>();
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .decorateTransport(engine -> request -> {
                            passed.add("inner " + request);
                            return engine.send(request);
                        })
                        .decorateTransport(engine -> request -> {
                            passed.add("outer");
                            return engine.send(request);
                        })
                        .build()) {
            pay.chain("v3/x").get();

            assertThat(passed).containsExactly("outer", "inner TransportRequest[GET " + platform.url() + "]");
        }
    }

    @Test
    void refusesEveryReplyWithoutKeys() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        platform.client().verifyingKeys(VerifyingKeys.none()).build()) {
            assertThatThrownBy(() -> pay.chain("v3/x").get()).hasMessageContaining("the known keys are []");
        }
    }
}
