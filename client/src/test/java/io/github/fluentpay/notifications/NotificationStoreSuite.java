package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
abstract class NotificationStoreSuite extends OnceSuite {

    static final String ID = "EV-2018022511223320873";

    private static final int RACERS = 32;

    @Test
    void letsOneCallerHaveAnId() {
        Claim first = one().claim(ID, NOW, LEASE);
        Claim second = other().claim(ID, NOW, LEASE);

        assertThat(first).isInstanceOf(Claim.Claimed.class);
        assertThat(second).isEqualTo(new Claim.InProgress());
        assertThat(other().claim("EV-2", NOW, LEASE)).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void holdsItUntilTheLeaseIsOver() {
        String late = claimed(one().claim(ID, NOW, LEASE));

        assertThat(other().claim(ID, AFTER_LEASE.minusMillis(1), LEASE)).isEqualTo(new Claim.InProgress());
        String taken = claimed(other().claim(ID, AFTER_LEASE, LEASE));

        assertThat(taken).isNotEqualTo(late);
        assertThat(one().claim(ID, AFTER_LEASE, LEASE)).isEqualTo(new Claim.InProgress());
    }

    @Test
    void refusesTheMarkOfOneWhoWasTakenOver() {
        String late = claimed(one().claim(ID, NOW, LEASE));
        String taken = claimed(other().claim(ID, AFTER_LEASE, LEASE));

        assertThat(one().done(ID, late, AFTER_LEASE)).isFalse();
        assertThat(one().release(ID, late)).isFalse();
        assertThat(one().claim(ID, AFTER_LEASE, LEASE)).isEqualTo(new Claim.InProgress());
        assertThat(other().done(ID, taken, AFTER_LEASE)).isTrue();
        assertThat(one().done(ID, late, AFTER_LEASE)).isFalse();
    }

    @Test
    void takesALateMarkIfNobodyTookOver() {
        String late = claimed(one().claim(ID, NOW, LEASE));

        assertThat(one().done(ID, late, AFTER_LEASE.plusSeconds(9))).isTrue();

        assertThat(other().claim(ID, AFTER_LEASE.plusSeconds(9), LEASE)).isEqualTo(new Claim.Done());
    }

    @Test
    void letsTheNextOneHaveItAtOnceAfterARelease() {
        String failed = claimed(one().claim(ID, NOW, LEASE));

        assertThat(one().release(ID, failed)).isTrue();
        String next = claimed(other().claim(ID, NOW, LEASE));

        assertThat(one().done(ID, failed, NOW)).isFalse();
        assertThat(one().release(ID, failed)).isFalse();
        assertThat(other().done(ID, next, NOW)).isTrue();
    }

    @Test
    void isDoneForEver() {
        String token = claimed(one().claim(ID, NOW, LEASE));

        assertThat(one().done(ID, token, NOW)).isTrue();

        assertThat(one().claim(ID, NOW, LEASE)).isEqualTo(new Claim.Done());
        assertThat(other().claim(ID, NOW.plus(Duration.ofDays(9_999)), LEASE)).isEqualTo(new Claim.Done());
        assertThat(one().release(ID, token)).isFalse();
        assertThat(other().claim(ID, NOW, LEASE)).isEqualTo(new Claim.Done());
    }

    @Test
    void saysAgainThatItIsDoneToTheOneWhoDidIt() {
        String token = claimed(one().claim(ID, NOW, LEASE));

        assertThat(one().done(ID, token, NOW)).isTrue();
        assertThat(one().done(ID, token, NOW.plusSeconds(9))).isTrue();

        assertThat(one().done(ID, "another token", NOW)).isFalse();
        assertThat(one().forget(NOW.plusSeconds(9))).isEqualTo(1);
    }

    @Test
    void knowsNothingOfAnIdThatNobodyClaimed() {
        assertThat(one().done(ID, "token", NOW)).isFalse();
        assertThat(one().release(ID, "token")).isFalse();

        assertThat(one().claim(ID, NOW, LEASE)).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void forgetsWhatWasDoneBefore() {
        for (int i = 0; i < 5; i++) {
            String token = claimed(one().claim("EV-" + i, NOW, LEASE));
            assertThat(one().done("EV-" + i, token, NOW.plusSeconds(i))).isTrue();
        }
        claimed(one().claim("EV-claimed", NOW.minusSeconds(9_999), Duration.ofMillis(1)));
        String held = claimed(one().claim("EV-held", NOW, LEASE));

        assertThat(other().forget(NOW.plusSeconds(3))).isEqualTo(3);
        assertThat(other().forget(NOW.plusSeconds(3))).isZero();

        assertThat(one().claim("EV-2", NOW, LEASE)).isInstanceOf(Claim.Claimed.class);
        assertThat(one().claim("EV-3", NOW, LEASE)).isEqualTo(new Claim.Done());
        assertThat(one().forget(Instant.MIN)).isZero();
        assertThat(one().forget(Instant.MAX)).isEqualTo(2);
        assertThat(one().done("EV-held", held, NOW)).isTrue();
    }

    @Test
    void keepsALeaseWithoutEnd() {
        claimed(one().claim(ID, NOW, Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(other().claim(ID, Instant.parse("9999-12-31T23:59:59Z"), LEASE))
                .isEqualTo(new Claim.InProgress());
    }

    @Test
    void letsOneOfManyThreadsHaveIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "EV-" + round;

            List<Claim> claims = race(i -> machine(i).claim(id, NOW, LEASE));

            assertThat(claims).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
            assertThat(claims).filteredOn(new Claim.InProgress()::equals).hasSize(RACERS - 1);
        }
    }

    @Test
    void letsOneOfManyThreadsTakeItOver() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "EV-" + round;
            String late = claimed(one().claim(id, NOW, LEASE));

            List<Claim> claims = race(i -> machine(i).claim(id, AFTER_LEASE, LEASE));

            assertThat(claims).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
            assertThat(claims).filteredOn(new Claim.InProgress()::equals).hasSize(RACERS - 1);
            assertThat(one().done(id, late, AFTER_LEASE)).isFalse();
        }
    }

    /** Once the lease is over either the mark counts or a takeover, never both and never neither. */
    @Test
    void settlesARaceBetweenALateMarkAndATakeover() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = "EV-" + round;
            String late = claimed(one().claim(id, NOW, LEASE));

            List<Object> results = race(i -> i % 4 == 0
                    ? (Object) machine(i / 4).done(id, late, AFTER_LEASE)
                    : machine(i).claim(id, AFTER_LEASE, LEASE));

            boolean marked = results.contains(true);
            assertThat(results.contains(false)).isNotEqualTo(marked);
            assertThat(results).filteredOn(Claim.Claimed.class::isInstance).hasSize(marked ? 0 : 1);
        }
    }

    /** Each machine has two workers, one for each half; the machines meet in the middle of each. */
    @Test
    void losesNoneOfTenThousandAndDoublesNone() throws Exception {
        int ids = 10_000;
        int half = ids / 2;
        Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

        inParallel(4, worker -> {
            for (int i = 0; i < half; i++) {
                int number = worker / 2 * half + (worker % 2 == 0 ? i : half - 1 - i);
                String id = "EV-" + number;
                if (machine(worker).claim(id, NOW, LEASE) instanceof Claim.Claimed claimed) {
                    runs.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
                    if (number % 10 == 0) {
                        assertThat(machine(worker).done(id, claimed.token(), NOW))
                                .isTrue();
                    }
                }
            }
            return null;
        });

        assertThat(runs).hasSize(ids);
        assertThat(runs.values()).allMatch(count -> count.get() == 1);
        assertThat(one().forget(Instant.MAX)).isEqualTo(ids / 10);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "EV-'1    | has U+0027 at index 3",
                "EV-\"1   | has U+0022 at index 3",
                "EV-`1    | has U+0060 at index 3",
                "EV-\\1   | has U+005C at index 3",
                "EV 1     | has U+0020 at index 2",
                "EV\u0001- | has U+0001 at index 2",
                "EV\u007f- | has U+007F at index 2",
                "通知      | has U+901A at index 0",
                "EV-😀    | has U+1F600 at index 3",
                "~~       | has 0 characters",
            })
    void refusesAnIdThatSomeDatabaseWouldChange(String id, String problem) {
        refuses(id, problem);
    }

    @Test
    void takesIdsOfUpTo64Characters() {
        String longest = "~".repeat(64);

        String token = claimed(one().claim(longest, NOW, LEASE));

        assertThat(other().done(longest, token, NOW)).isTrue();
        refuses("~".repeat(65), "has 65 characters");
        refuses("~".repeat(100_000), "has 100000 characters");
    }

    private void refuses(String id, String problem) {
        String message = "The notification id " + problem
                + "; an id is 1 to 64 visible ASCII characters, without quotes and backslash";
        assertThatThrownBy(() -> one().claim(id, NOW, LEASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> one().done(id, "token", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> one().release(id, "token"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999999S"})
    void refusesALeaseOfNoTime(String lease) {
        assertThatThrownBy(() -> one().claim(ID, NOW, Duration.parse(lease)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The lease is " + lease + "; it is at least a millisecond");
    }

    static String claimed(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Claimed.class);
        return ((Claim.Claimed) claim).token();
    }

    private NotificationStore machine(int number) {
        return number % 2 == 0 ? one() : other();
    }

    private static <T> List<T> race(Racer<T> racer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        return inParallel(RACERS, i -> {
            start.await();
            return racer.run(i);
        });
    }

    static <T> List<T> inParallel(int threads, Racer<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = IntStream.range(0, threads)
                    .mapToObj(i -> (Callable<T>) () -> work.run(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    /** What one of many threads does. */
    interface Racer<T> {

        T run(int number) throws Exception;
    }
}
