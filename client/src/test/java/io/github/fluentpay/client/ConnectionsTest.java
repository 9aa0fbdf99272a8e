package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionsTest {

    /** A reply can be there a moment before its connection is back in the pool, so a second one may be opened. */
    @Test
    void reusesAConnection() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            for (int i = 0; i < 20; i++) {
                pay.chain("v3/x").get();
            }

            assertThat(platform.received.stream()
                            .map(TestPlatform.Received::peerPort)
                            .distinct())
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void doesNotReuseAConnectionThatTheServerIsAboutToClose() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            platform.answer(Answer.json(200, "{}").with("Keep-Alive", "timeout=1"));

            for (int i = 0; i < 50; i++) {
                pay.chain("v3/x").get();
            }

            assertThat(platform.received.stream()
                            .map(TestPlatform.Received::peerPort)
                            .distinct())
                    .hasSize(50);
        }
    }

    /** Repeated, since a cancellation that comes while the request leaves is the hard case. */
    @RepeatedTest(100)
    void returnsTheConnectionOfACancelledCall() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().maxConnections(1).build()) {
            CountDownLatch arrived = new CountDownLatch(1);
            platform.answer(request -> {
                arrived.countDown();
                await(request.target().endsWith("slow") ? release : new CountDownLatch(0));
                return Answer.json(200, "{}");
            });
            CompletableFuture<Reply> slow = pay.chain("v3/slow").postAsync("{}");
            await(arrived);

            slow.cancel(true);
            Reply next = pay.chain("v3/next").get();

            assertThat(next.status()).isEqualTo(200);
            assertThat(slow).isCancelled();
        } finally {
            release.countDown();
        }
    }

    @Test
    void returnsTheConnectionOfAFailedCall() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        platform.client().maxConnections(1).maxReplyBytes(100).build()) {
            List<Answer> failing = List.of(
                    Answer.of(200, new byte[5_000]),
                    Answer.json(200, "{"),
                    Answer.json(500, ""),
                    Answer.of(500, new byte[5_000]));
            for (Answer answer : failing) {
                platform.answer(answer);
                assertThatThrownBy(() -> pay.chain("v3/x").get()).isNotNull();
                platform.answer(Answer.json(200, "{}"));
                assertThat(pay.chain("v3/x").get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void carriesHundredsOfCallsAtOnce() throws Exception {
        int calls = 300;
        CountDownLatch all = new CountDownLatch(calls);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            // Every answer waits until all requests have arrived: they are really under way at the same time.
            platform.answer(request -> {
                all.countDown();
                await(all);
                return Answer.json(200, "{}");
            });

            List<CompletableFuture<Reply>> replies = IntStream.range(0, calls)
                    .mapToObj(i -> pay.chain("v3/x").query("n", i).getAsync())
                    .toList();

            assertThat(replies).allMatch(reply -> Verb.result(reply).status() == 200);
        }
    }

    @Test
    void letsACallbackMakeASynchronousCall() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            List<CompletableFuture<Integer>> nested = IntStream.range(0, 50)
                    .mapToObj(i -> pay.chain("v3/first")
                            .getAsync()
                            .thenApply(reply -> pay.chain("v3/second").get().status()))
                    .toList();

            for (CompletableFuture<Integer> status : nested) {
                assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            }
        }
    }

    @Test
    void anInterruptEndsASynchronousCallAndLeavesTheFlagSet() throws Exception {
        try (StallingServer server = new StallingServer(StallingServer.SILENT);
                WechatPayClient pay = WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .verifyingKeys(Identities.platformKeys())
                        .baseUrls(server.url())
                        .build()) {
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                while (server.requests.get() == 0) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
            });
            interrupter.start();

            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> pay.chain("v3/x").post("{}"));

            assertThat(Thread.interrupted()).isTrue();
            interrupter.join();
            assertThat(failure)
                    .hasMessageStartingWith("POST v3/x: the waiting thread was interrupted. The platform may");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
