package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that misbehave, the caller's own among them: a call still ends, and says the truth. */
@Timeout(120)
class RobustnessTest {

    /** Passes in a test, and yet leaves a busy machine the time to send a request. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Answers with a future that depends on the engine's, as a decorator easily does. */
    private static HttpTransport deriving(HttpTransport engine) {
        return request -> engine.send(request).thenApply(reply -> reply);
    }

    /** Works for the signature, and fails when the reply's age is looked at. */
    private static Clock failingSecondTime() {
        AtomicInteger asked = new AtomicInteger();
        return new Clock() {
            @Override
            public Instant instant() {
                if (asked.getAndIncrement() > 0) {
                    throw new AssertionError("no time");
                }
                return Instant.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void endsACallWhoseFinishingFailsWithAnError() throws Exception {
        try (TestPlatform platform = new TestPlatform()) {
            try (WechatPayClient pay =
                    platform.client().clock(failingSecondTime()).build()) {
                assertThatThrownBy(() -> pay.chain("v3/x").get())
                        .isInstanceOf(AssertionError.class)
                        .hasMessage("no time");
            }
            try (WechatPayClient pay =
                    platform.client().clock(failingSecondTime()).build()) {
                CompletableFuture<Reply> reply = pay.chain("v3/x").getAsync();
                assertThatThrownBy(() -> reply.get(60, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(AssertionError.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesToTheNextHostBehindADecoratorThatDerives(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .baseUrls(FailoverTest.closed(), platform.url())
                        .decorateTransport(RobustnessTest::deriving)
                        .build()) {
            assertThat(verb.post(pay.chain("v3/x")).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsThatNothingWasSentBehindADecoratorThatDerives(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .baseUrls(FailoverTest.closed())
                        .decorateTransport(RobustnessTest::deriving)
                        .build()) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(failure).hasMessageContaining("Nothing was sent").hasMessageNotContaining("Exception");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsACallWhoseTransportNeverAnswers(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .transport(request -> new CompletableFuture<>())
                        .callTimeout(SHORT)
                        .build()) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));

            assertThat(failure)
                    .hasMessageContaining(
                            " was not answered before the call's timeout (callTimeout, or timeout(…) of the call).");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
        }
    }

    @Test
    void cancellingReachesTheCallersOwnTransport() throws Exception {
        CompletableFuture<TransportReply> exchange = new CompletableFuture<>();
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        platform.client().transport(request -> exchange).build()) {
            pay.chain("v3/x").postAsync("{}").cancel(true);

            assertThat(exchange).isCompletedExceptionally();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=nonsense-1", "text/html; charset=utf 8", ";;", "application/json; ="})
    void keepsTheStatusWhateverTheContentTypeIs(String type) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            platform.answer(Answer.of(500, "oops".getBytes(StandardCharsets.UTF_8))
                    .with("Content-Type", type)
                    .unsigned());

            ServiceException refusal = catchThrowableOfType(
                    ServiceException.class, () -> pay.chain("v3/x").post("{}"));

            assertThat(refusal.status()).isEqualTo(500);
        }
    }

    @Test
    void sendsNothingForAThreadThatIsInterruptedAlready() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            Thread.currentThread().interrupt();

            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> pay.chain("v3/x").post("{}"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).hasMessage("POST v3/x: the calling thread is interrupted. Nothing was sent");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(platform.received).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNothingWasSentWhenEveryConnectionIsInUse(Verb verb) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .baseUrls(platform.url(), FailoverTest.closed())
                        .maxConnections(1)
                        .connectTimeout(SHORT)
                        .build()) {
            platform.answer(request -> {
                arrived.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Answer.json(200, "{}");
            });
            CompletableFuture<Reply> first = pay.chain("v3/first").postAsync("{}");
            arrived.await();

            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/second")));
            release.countDown();

            assertThat(failure).hasMessageStartingWith("POST v3/second at " + platform.url() + ": not sent: ");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(Verb.result(first).status()).isEqualTo(200);
        }
    }

    @Test
    void twoClientsOfOneMerchantStandSideBySide() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient two = platform.client().build()) {
            WechatPayClient one = platform.client().build();
            assertThat(one.chain("v3/x").get().status()).isEqualTo(200);
            assertThat(two.chain("v3/x").get().status()).isEqualTo(200);
            one.close();
            assertThat(two.chain("v3/x").get().status()).isEqualTo(200);
        }
    }
}
