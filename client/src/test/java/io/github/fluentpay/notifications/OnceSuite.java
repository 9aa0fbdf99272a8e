package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.Notifications;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handler runs once per notification, whatever store it goes by. Two stores on the same data stand for two machines. */
abstract class OnceSuite {

    static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(1);
    static final Instant AFTER_LEASE = NOW.plus(LEASE);

    private static final NotificationAnswer SUCCESS = NotificationAnswer.success();
    private static final NotificationAnswer AT_WORK =
            NotificationAnswer.failure(503, "Still at work on an earlier delivery");
    private static final NotificationAnswer FAILED = NotificationAnswer.failure(500, "The notification was not taken");
    private static final NotificationAnswer NOT_NOW = NotificationAnswer.failure(503, "Not taken now");

    private static final KeyPair MERCHANT_KEYS = newKeyPair();
    private static final KeyPair PLATFORM_KEYS = newKeyPair();
    private static final String KEY_ID = "PUB_KEY_ID_0112345678";
    private static final ApiV3Key KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");
    private static final NotificationSigner PLATFORM =
            new NotificationSigner(KEY_ID, MerchantKey.of(PLATFORM_KEYS.getPrivate()), KEY, new Random(7));

    volatile Instant now = NOW;

    private WechatPayClient pay;

    abstract NotificationStore one();

    /** Another machine's store. */
    abstract NotificationStore other();

    @BeforeEach
    void build() {
        pay = WechatPayClient.builder()
                .merchant(new Merchant(
                        "1900000001",
                        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                        MerchantKey.of(MERCHANT_KEYS.getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, PLATFORM_KEYS.getPublic())))
                .apiV3Key(KEY)
                .clock(clock(() -> now))
                .build();
    }

    @AfterEach
    void close() {
        pay.close();
    }

    private Notifications<Notification> here() {
        return machine(one());
    }

    private Notifications<Notification> there() {
        return machine(other());
    }

    Notifications<Notification> machine(NotificationStore store) {
        return pay.<Notification>notifications(Function.identity()).once(store);
    }

    /** Another delivery of the same one has another timestamp, nonce and signature. */
    SignedNotification delivery(String id) {
        JsonObject envelope = JsonObject.of("id", id, "event_type", "TRANSACTION.SUCCESS");
        return PLATFORM.sign(envelope, "transaction", JsonObject.of("out_trade_no", "1217752501201407"), now);
    }

    @Test
    void aHandlerRunsOnceHoweverOftenItIsDelivered() {
        AtomicInteger runs = new AtomicInteger();

        for (int i = 0; i < 3; i++) {
            assertThat(here().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
            assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
            now = now.plus(Duration.ofDays(1));
        }

        assertThat(runs).hasValue(1);
        assertThat(there().handle(delivery("EV-2"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(2);
    }

    /** While it is at work another delivery is refused, lest it be lost when the handler fails. */
    @Test
    void aHandlerAtWorkIsNotStartedAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);

        List<NotificationAnswer> answers = NotificationStoreSuite.inParallel(2, machine -> {
            if (machine == 0) {
                return here().handle(delivery("EV-1"), notification -> {
                    runs.incrementAndGet();
                    begun.countDown();
                    assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
                });
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            try {
                assertThat(here().handle(delivery("EV-1"), count(runs))).isEqualTo(AT_WORK);
                return there().handle(delivery("EV-1"), count(runs));
            } finally {
                end.countDown();
            }
        });

        assertThat(answers).containsExactly(SUCCESS, AT_WORK);
        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
    }

    @Test
    void ofManyDeliveriesAtOnceToTwoMachinesOneRuns() throws Exception {
        int ids = 25;
        Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
        CyclicBarrier start = new CyclicBarrier(8);

        List<Boolean> taken = NotificationStoreSuite.inParallel(8, caller -> {
            boolean all = true;
            for (int i = 0; i < ids; i++) {
                SignedNotification delivery = delivery("EV-" + i);
                start.await(60, TimeUnit.SECONDS);
                NotificationAnswer answer = (caller % 2 == 0 ? here() : there())
                        .handle(
                                delivery,
                                notification -> runs.computeIfAbsent(notification.id(), id -> new AtomicInteger())
                                        .incrementAndGet());
                assertThat(answer).isIn(SUCCESS, AT_WORK);
                all &= answer.isSuccess();
            }
            return all;
        });

        assertThat(taken).hasSize(8);
        assertThat(runs).hasSize(ids);
        assertThat(runs.values()).allMatch(count -> count.get() == 1);
    }

    @Test
    void aHandlerThatFailedRunsAgainAtTheNextDelivery() {
        AtomicInteger runs = new AtomicInteger();

        NotificationAnswer first = here().handle(delivery("EV-1"), notification -> {
            throw new IllegalStateException("table ORDERS is locked");
        });
        NotificationAnswer second = there().handle(delivery("EV-1"), count(runs));

        assertThat(first).isEqualTo(FAILED);
        assertThat(second).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aHandlerThatEndsInAnErrorRunsAgainToo() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> here().handle(delivery("EV-1"), notification -> {
                    throw new StackOverflowError("of the application");
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
    }

    /** The database is asked with the flag down: drivers give up where they see it. */
    @Test
    void aHandlerThatIsInterruptedRunsAgainAndTheFlagStays() {
        AtomicInteger runs = new AtomicInteger();

        NotificationAnswer answer = here().handle(delivery("EV-1"), notification -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(FAILED);
        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
    }

    /** What a machine leaves behind that goes down in the middle: a claim, and nothing else. */
    @Test
    void aHandlerWhoseMachineWentDownRunsAgainAfterTheLease() {
        AtomicInteger runs = new AtomicInteger();
        assertThat(one().claim("EV-1", now, LEASE)).isInstanceOf(Claim.Claimed.class);

        now = AFTER_LEASE.minusMillis(1);
        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(AT_WORK);
        assertThat(runs).hasValue(0);

        now = AFTER_LEASE;
        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(here().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aLeaseOfItsOwnIsHeld() {
        Notifications<Notification> slow =
                pay.<Notification>notifications(Function.identity()).once(one(), Duration.ofMinutes(10));
        AtomicInteger runs = new AtomicInteger();

        NotificationAnswer answer = slow.handle(delivery("EV-1"), notification -> {
            now = NOW.plus(Duration.ofMinutes(10)).minusMillis(1);
            assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(AT_WORK);
        });

        assertThat(answer).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(0);
    }

    /** It has been done, so it is answered with success; that it was started twice is said in the log. */
    @Test
    void aHandlerThatOutlastsItsLeaseMayRunTwice() {
        AtomicInteger runs = new AtomicInteger();

        NotificationAnswer late = here().handle(delivery("EV-1"), notification -> {
            now = AFTER_LEASE;
            assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        });

        assertThat(late).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
        assertThat(here().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(1);
    }

    @Test
    void nothingIsLostWhileTheStoreIsDown() {
        AtomicInteger runs = new AtomicInteger();
        Outage outage = new Outage(one());
        Notifications<Notification> machine = machine(outage);

        outage.at = Outage.CLAIM;
        assertThat(machine.handle(delivery("EV-1"), count(runs))).isEqualTo(NOT_NOW);
        assertThat(runs).hasValue(0);

        outage.at = Outage.RELEASE;
        assertThat(machine.handle(delivery("EV-1"), notification -> {
                    throw new IllegalStateException("no");
                }))
                .isEqualTo(FAILED);
        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(AT_WORK);

        now = AFTER_LEASE;
        outage.at = Outage.DONE;
        assertThat(machine.handle(delivery("EV-1"), count(runs))).isEqualTo(NOT_NOW);
        assertThat(runs).hasValue(1);

        now = AFTER_LEASE.plus(LEASE);
        outage.at = Outage.OVER;
        assertThat(machine.handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).as("that it was done could not be written down").hasValue(2);
        assertThat(there().handle(delivery("EV-1"), count(runs))).isEqualTo(SUCCESS);
        assertThat(runs).hasValue(2);
    }

    @Test
    void onlyWhatIsVerifiedReachesTheStore() {
        AtomicInteger runs = new AtomicInteger();
        SignedNotification forged = delivery("EV-1").withBody(delivery("EV-1").body());

        assertThat(here().handle(forged, count(runs)).status()).isEqualTo(401);

        assertThat(one().claim("EV-1", now, LEASE)).isInstanceOf(Claim.Claimed.class);
        assertThat(runs).hasValue(0);
    }

    private static Notifications.Handler<Notification> count(AtomicInteger runs) {
        return notification -> runs.incrementAndGet();
    }

    /** A database that goes away between two statements. */
    private static final class Outage implements NotificationStore {

        static final String OVER = "";
        static final String CLAIM = "claim";
        static final String DONE = "done";
        static final String RELEASE = "release";

        private final NotificationStore store;
        private String at = OVER;

        Outage(NotificationStore store) {
            this.store = store;
        }

        @Override
        public Claim claim(String id, Instant now, Duration lease) {
            check(CLAIM, NotificationStoreException.Operation.CLAIM, id);
            return store.claim(id, now, lease);
        }

        @Override
        public boolean done(String id, String token, Instant now) {
            check(DONE, NotificationStoreException.Operation.DONE, id);
            return store.done(id, token, now);
        }

        @Override
        public boolean release(String id, String token) {
            check(RELEASE, NotificationStoreException.Operation.RELEASE, id);
            return store.release(id, token);
        }

        @Override
        public int forget(Instant doneBefore) {
            return store.forget(doneBefore);
        }

        private void check(String moment, NotificationStoreException.Operation operation, String id) {
            if (at.equals(moment)) {
                throw new NotificationStoreException(operation, id, new IllegalStateException("connection refused"));
            }
        }
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
