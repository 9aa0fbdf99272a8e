package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In virtual time, and on one thread: a look-up ends when a test runs it. */
class NameResolutionTest {

    private static final String HOST = "api.mch.test";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Deque<Runnable> lookUps = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Duration> patience = new ArrayList<>();
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);
    private NameService service = host -> addresses(1);

    private final NameResolution names = new NameResolution(
            host -> {
                asked.add(host);
                return service.addresses(host);
            },
            lookUps::add,
            (awaited, longest) -> {
                patience.add(longest);
                return awaited;
            },
            LONGEST_WAIT,
            () -> now);

    private static InetAddress[] addresses(int last) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, (byte) last})};
    }

    private void after(Duration time) {
        now += time.toNanos();
    }

    private void lookedUp() {
        CompletableFuture<?> known = names.known(HOST);
        lookUps.remove().run();
        assertKnown(known);
    }

    private static void assertKnown(CompletableFuture<?> known) {
        assertThat(known.isDone() && !known.isCompletedExceptionally()).isTrue();
    }

    private static void assertUnknown(CompletableFuture<?> known, String message) {
        assertThatThrownBy(known::join)
                .hasCauseInstanceOf(UnknownHostException.class)
                .hasRootCauseMessage(message);
    }

    private void serviceFails(String message) {
        service = host -> {
            throw new UnknownHostException(message);
        };
    }

    @Test
    void callsOfOneHostWaitForOneLookUp() throws Exception {
        CompletableFuture<?> first = names.known(HOST);
        CompletableFuture<?> second = names.known("API.mch.test");

        assertThat(lookUps).hasSize(1);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThatThrownBy(() -> names.resolve(HOST)).isInstanceOf(UnknownHostException.class);
        lookUps.remove().run();
        assertKnown(first);
        assertKnown(second);
        assertThat(names.resolve("Api.Mch.Test")).isEqualTo(addresses(1));
        assertThat(asked).containsExactly(HOST);
    }

    @Test
    void anAnswerIsGoodForTenSeconds() throws Exception {
        lookedUp();
        after(Duration.ofSeconds(10).minusNanos(1));
        assertKnown(names.known(HOST));
        assertThat(lookUps).isEmpty();

        after(Duration.ofNanos(1));
        service = host -> addresses(2);
        lookedUp();
        assertThat(names.resolve(HOST)).isEqualTo(addresses(2));
    }

    @Test
    void aFailureIsNotRemembered() throws Exception {
        serviceFails("nobody knows it");
        CompletableFuture<?> first = names.known(HOST);
        lookUps.remove().run();
        assertUnknown(first, "nobody knows it");

        service = host -> addresses(3);
        lookedUp();
        assertThat(names.resolve(HOST)).isEqualTo(addresses(3));
    }

    @Test
    void anOldAnswerIsUsedWhenTheServiceTakesLong() throws Exception {
        lookedUp();
        after(Duration.ofSeconds(11));
        CompletableFuture<?> first = names.known(HOST);
        assertThat(first).isNotDone();
        after(Duration.ofMillis(400));
        assertThat(names.known(HOST)).isNotDone();
        assertThat(patience).containsExactly(LONGEST_WAIT, Duration.ofMillis(600));

        after(Duration.ofMillis(600));
        assertKnown(names.known(HOST));
        assertThat(names.resolve(HOST)).isEqualTo(addresses(1));
        assertThat(lookUps).hasSize(1);

        service = host -> addresses(4);
        lookUps.remove().run();
        assertKnown(first);
        assertThat(names.resolve(HOST)).isEqualTo(addresses(4));
    }

    @Test
    void anOldAnswerIsUsedWhenTheServiceFailsAndTheServiceIsAskedAgainASecondLater() throws Exception {
        lookedUp();
        after(Duration.ofSeconds(11));
        serviceFails("out of order");
        lookedUp();
        assertThat(names.resolve(HOST)).isEqualTo(addresses(1));

        after(Duration.ofMillis(999));
        assertKnown(names.known(HOST));
        assertThat(lookUps).isEmpty();
        after(Duration.ofMillis(1));
        lookedUp();
        assertThat(asked).hasSize(3);
    }

    @Test
    void anAnswerOfAnHourAgoIsNotUsed() {
        lookedUp();
        after(Duration.ofHours(1));
        serviceFails("out of order");
        CompletableFuture<?> known = names.known(HOST);
        assertThat(known).isNotDone();
        lookUps.remove().run();
        assertUnknown(known, "out of order");
    }

    @Test
    void noCallWaitsForALookUpThatNeverEnds() {
        CompletableFuture<?> first = names.known(HOST);
        after(Duration.ofSeconds(31));
        assertUnknown(names.known(HOST), HOST + ": the name service has not answered for 31 seconds");
        assertThat(first).isNotDone();
        assertThat(lookUps).hasSize(1);
        lookUps.remove().run();
        assertKnown(names.known(HOST));
    }

    @Test
    void whateverTheServiceThrowsEndsTheWait() {
        service = host -> {
            throw new IllegalStateException("a provider's own");
        };
        CompletableFuture<?> thrown = names.known(HOST);
        lookUps.remove().run();
        assertThatThrownBy(thrown::join)
                .hasCauseInstanceOf(UnknownHostException.class)
                .hasRootCauseMessage("a provider's own");

        service = host -> new InetAddress[0];
        CompletableFuture<?> empty = names.known(HOST);
        lookUps.remove().run();
        assertUnknown(empty, HOST + ": the name service has no address for it");
    }

    @Test
    void aLookUpThatCannotBeStartedIsNotWaitedFor() {
        NameResolution noThreads = new NameResolution(
                service,
                lookUp -> {
                    throw new OutOfMemoryError("no thread");
                },
                (awaited, longest) -> awaited,
                LONGEST_WAIT,
                () -> now);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(noThreads.known(HOST)::join)
                    .hasCauseInstanceOf(UnknownHostException.class)
                    .hasRootCauseMessage("no thread");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "[::1]", "::1", "[fe80::1]"})
    void anAddressIsNotLookedUp(String address) throws Exception {
        assertKnown(names.known(address));
        assertThat(names.resolve(address)).containsExactly(InetAddress.getAllByName(address));
        assertThat(lookUps).isEmpty();
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "300.1.1.1", "127", "1.2.3", "localhost"})
    void whatOnlyResemblesAnAddressIsLookedUp(String name) {
        assertThat(names.known(name)).isNotDone();
        assertThat(lookUps).hasSize(1);
        assertThatThrownBy(() -> names.resolve(name)).isInstanceOf(UnknownHostException.class);
    }
}
