package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A name service that hangs stops no caller. A test that blocks is ended by its timeout. */
@Timeout(60)
class HangingNameServiceTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static TestPlatform platform;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean hangs;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @AfterEach
    void release() {
        over.countDown();
        platform.answer(request -> Answer.json(200, "{}"));
    }

    /** Every host that begins with "here" is this machine; while the service hangs, it has no answer for anybody. */
    private InetAddress[] addresses(String host) throws UnknownHostException {
        asked.add(host);
        if (hangs || host.startsWith("hangs")) {
            try {
                over.await();
            } catch (InterruptedException e) {
                // By the test's own timeout.
                Thread.currentThread().interrupt();
                throw new UnknownHostException("interrupted");
            }
        }
        if (!host.startsWith("here")) {
            throw new UnknownHostException(host + ": nobody knows it");
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private static URI at(String host) {
        return URI.create("http://" + host + ":" + platform.url().getPort());
    }

    private ClientBuilder<? extends WechatPayClient> client(URI... hosts) {
        return platform.client().connections(settings()).baseUrls(hosts).retry(RetryPolicy.none());
    }

    private ConnectionSettings settings() {
        return ConnectionSettings.DEFAULTS.withNames(this::addresses);
    }

    @Test
    void anAsynchronousCallReturnsWhileTheNameServiceHangs() {
        try (WechatPayClient pay = client(at("hangs")).build()) {
            CompletableFuture<Reply> future = pay.chain("v3/x").getAsync();

            assertThat(future).isNotDone();
            future.cancel(true);
        }
    }

    /** The connection is closed after each reply, so each call connects, and the engine asks for the address. */
    @ParameterizedTest
    @EnumSource
    void aCallSoonAfterAnotherDoesNotAskAgain(Verb verb) {
        platform.answer(request -> Answer.json(200, "{}").with("Connection", "close"));
        try (WechatPayClient pay = client(at("here")).build()) {
            verb.get(pay.chain("v3/x"));
            hangs = true;

            assertThat(verb.get(pay.chain("v3/x")).status()).isEqualTo(200);
            assertThat(asked).containsExactly("here");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallEndsAtItsTimeoutAndWasNotSent(Verb verb) {
        try (WechatPayClient pay = client(at("hangs")).callTimeout(SHORT).build()) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));

            assertThat(failure)
                    .hasMessageContaining(
                            ": not sent: the call's timeout (callTimeout, or timeout(…) of the call) has passed");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatCannotBeLookedUpIsPassedOver(Verb verb) {
        try (WechatPayClient pay = client(at("unknown"), at("here")).build()) {
            assertThat(verb.post(pay.chain("v3/x")).status()).isEqualTo(200);
            assertThat(asked).containsExactly("unknown", "here");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHostWhoseLookUpHangsIsPassedOverAtTheConnectTimeout(Verb verb) {
        try (WechatPayClient pay = platform.client()
                .connections(settings().withConnectTimeout(SHORT))
                .baseUrls(at("hangs"), platform.url())
                .build()) {
            assertThat(verb.post(pay.chain("v3/x")).status()).isEqualTo(200);
        }
    }

    @Test
    void namesTheHostThatCannotBeLookedUp() {
        try (WechatPayClient pay = client(at("unknown")).build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> pay.chain("v3/x").post("{}"));

            assertThat(failure)
                    .hasMessage("POST v3/x at " + at("unknown") + ": no connection: unknown: nobody knows it. Nothing"
                            + " was sent. Next: check the base URL, the network and any proxy");
            assertThat(failure.getCause()).isInstanceOf(HostUnreachableException.class);
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }

    /** There are few callback threads, and other calls end on them. */
    @Test
    void hangingLookUpsTakeNoCallbackThread() {
        List<CompletableFuture<Reply>> hanging = new ArrayList<>();
        List<WechatPayClient> clients = new ArrayList<>();
        try (WechatPayClient pay = client(at("here")).build()) {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 4; i++) {
                WechatPayClient other =
                        pay.toBuilder().baseUrls(at("hangs" + i)).build();
                clients.add(other);
                hanging.add(other.chain("v3/x").getAsync());
            }

            assertThat(Verb.ASYNC.get(pay.chain("v3/x")).status()).isEqualTo(200);
            assertThat(hanging).allSatisfy(future -> assertThat(future).isNotDone());
        } finally {
            hanging.forEach(future -> future.cancel(true));
            clients.forEach(WechatPayClient::close);
        }
    }

    /** The proxy looks up the target; this machine may not even be able to. */
    @ParameterizedTest
    @EnumSource
    void onlyTheProxyIsLookedUpWhereThereIsOne(Verb verb) throws Exception {
        String credentials = Base64.getEncoder().encodeToString("corp:s3cret".getBytes(StandardCharsets.UTF_8));
        try (TestProxy proxy = new TestProxy(credentials);
                WechatPayClient pay = platform.client()
                        .connections(settings()
                                .withProxy(new ProxySettings("here-is-the-proxy", proxy.port(), "corp", "s3cret")))
                        .baseUrls(at("known-to-the-proxy-alone"))
                        .build()) {
            assertThat(verb.get(pay.chain("v3/x")).status()).isEqualTo(200);
            assertThat(asked).containsExactly("here-is-the-proxy");
            assertThat(proxy.heads).last().asString().startsWith("GET " + at("known-to-the-proxy-alone") + "/v3/x ");
        }
    }

    @Test
    void anAsynchronousCallReturnsWhileTheProxyCannotBeLookedUp() {
        try (WechatPayClient pay = platform.client()
                .connections(settings().withProxy(ProxySettings.of("hangs", 3128)))
                .build()) {
            CompletableFuture<Reply> future = pay.chain("v3/x").getAsync();

            assertThat(future).isNotDone();
            future.cancel(true);
        }
    }
}
