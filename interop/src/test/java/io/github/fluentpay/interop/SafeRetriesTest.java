package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryBudget;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.Journal;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.local.journal.JournalEntry.Effect;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.WechatPayException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A platform that did what it was asked, and whose answer does not say so: done once, whatever follows. */
class SafeRetriesTest {

    private static final RetryPolicy QUICK =
            RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(5)).withThrottledDelay(Duration.ofMillis(5));
    private static final Duration IMPATIENT = Duration.ofSeconds(1);

    /** After each of them the caller cannot know. */
    static Stream<Fault> unknownOutcomes() {
        return Stream.of(
                Fault.reset(Moment.AFTER_EFFECT),
                Fault.slow(Duration.ofSeconds(3), Moment.AFTER_EFFECT),
                Fault.halfReply(),
                Fault.spoiltSignature(),
                Fault.probeSignature(),
                Fault.wrongSerial(),
                Fault.unknownSerial(),
                Fault.unknownSerial("PUB_KEY_ID_0999999999999999999999999999999999"),
                Fault.missingHeader("Wechatpay-Signature"),
                Fault.missingHeader("Wechatpay-Timestamp"),
                Fault.staleTimestamp(),
                Fault.refusal(500, "SYSTEM_ERROR", Moment.AFTER_EFFECT),
                Fault.refusal(400, "SYSTEM_ERROR", Moment.AFTER_EFFECT),
                Fault.gatewayPage(502, Moment.AFTER_EFFECT),
                Fault.gatewayPage(504, Moment.AFTER_EFFECT));
    }

    private static final List<TransportRequest> SENT = new CopyOnWriteArrayList<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static LocalPay localPay;
    private static FluentPay pay;
    private static FluentPay impatient;
    private static WechatPayClient knowsNothing;
    private static WechatPayClient knowsNothingImpatient;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        pay = client(FluentPay.builder()).build();
        impatient = client(FluentPay.builder()).responseTimeout(IMPATIENT).build();
        knowsNothing = client(WechatPayClient.builder()).build();
        knowsNothingImpatient =
                client(WechatPayClient.builder()).responseTimeout(IMPATIENT).build();
        giveBack(pay, Spelling.DECLARATIVE);
    }

    @AfterAll
    static void stop() {
        List.of(pay, impatient, knowsNothing, knowsNothingImpatient).forEach(WechatPayClient::close);
        localPay.close();
    }

    private static <C extends WechatPayClient> ClientBuilder<C> client(ClientBuilder<C> builder) {
        return builder.profile(localPay.profile())
                .retry(QUICK)
                .retryBudget(RetryBudget.unlimited())
                .decorateTransport(engine -> request -> {
                    if (request.target().equals(ExampleCoupon.RETURN)) {
                        SENT.add(request);
                    }
                    return engine.send(request);
                });
    }

    /** The coupon is used, and then meets the fault on its way back, with a new number. */
    private static Journal giveBackMeeting(Fault fault, long times, Executable call) throws Throwable {
        pay.chain("v3/marketing/busifavor/coupons/use")
                .post(JsonObject.of(
                        "coupon_code", ExampleCoupon.CODE,
                        "stock_id", ExampleCoupon.STOCK_ID,
                        "appid", ExampleCoupon.APPID,
                        "use_time",
                                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.ofHours(8))
                                        .truncatedTo(ChronoUnit.SECONDS)),
                        "use_request_no", "use-" + NUMBER.incrementAndGet()));
        int before = localPay.journal().of(ExampleCoupon.RETURN).size();
        SENT.clear();
        localPay.faults().add(FaultRule.of(fault).path(ExampleCoupon.RETURN).times(times));
        call.execute();
        // What is slow is entered when it is answered.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (localPay.journal().of(ExampleCoupon.RETURN).size() - before < SENT.size()) {
            assertThat(System.nanoTime() - end).as("time is over").isNegative();
            Thread.onSpinWait();
        }
        Journal journal = localPay.journal().of(ExampleCoupon.RETURN);
        return new Journal(journal.subList(before, journal.size()));
    }

    private static Reply giveBack(WechatPayClient pay, Spelling spelling) {
        try {
            return spelling.post(
                    pay,
                    ExampleCoupon.RETURN,
                    ExampleCoupon.returnBody(ExampleCoupon.CODE, "return-" + NUMBER.incrementAndGet()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("unknownOutcomes")
    void aCallWithItsNumberEndsWellAndIsDoneOnce(Fault fault) throws Throwable {
        boolean slow = fault instanceof Fault.Slow;
        for (Spelling spelling : List.of(Spelling.PURE_CHAIN, Spelling.DECLARATIVE_ASYNC)) {
            Journal journal = giveBackMeeting(
                    fault,
                    1,
                    () -> assertThat(giveBack(slow ? impatient : pay, spelling)
                                    .json()
                                    .string("wechatpay_return_time"))
                            .matches(ExampleCoupon.BEIJING_TIME));

            assertThat(journal)
                    .extracting(JournalEntry::effect)
                    .containsOnlyOnce(Effect.DONE)
                    .containsOnly(Effect.DONE, Effect.REPEATED);
            assertThat(SENT).hasSize(slow ? SENT.size() : 2).hasSizeGreaterThan(1);
            assertThat(SENT.get(1).body()).isEqualTo(SENT.get(0).body());
            assertThat(authorization(1)).isNotEqualTo(authorization(0));
            assertThat(item("nonce_str", authorization(1))).isNotEqualTo(item("nonce_str", authorization(0)));
        }
    }

    private static String authorization(int attempt) {
        return String.valueOf(SENT.get(attempt).headers().first("Authorization"));
    }

    private static String item(String name, String authorization) {
        return authorization.replaceAll(".*" + name + "=\"([^\"]*)\".*", "$1");
    }

    /** The same call, of a client that does not know that its number makes a repeat harmless. */
    @ParameterizedTest
    @MethodSource("unknownOutcomes")
    void aCallOfWhichNothingIsKnownIsNeverMadeTwice(Fault fault) throws Throwable {
        WechatPayClient client = fault instanceof Fault.Slow ? knowsNothingImpatient : knowsNothing;
        for (Spelling spelling : List.of(Spelling.DECLARATIVE, Spelling.PROPERTY_ASYNC)) {
            Journal journal = giveBackMeeting(fault, 1, () -> {
                WechatPayException failure =
                        catchThrowableOfType(WechatPayException.class, () -> giveBack(client, spelling));
                assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            });

            assertThat(journal).extracting(JournalEntry::effect).containsExactly(Effect.DONE);
            assertThat(SENT).hasSize(1);
        }
    }

    /** An endpoint without such a number: the catalogue knows that there is none. */
    @ParameterizedTest
    @EnumSource(names = {"DECLARATIVE", "DECLARATIVE_ASYNC"})
    void aCallThatHasNoNumberIsNeverMadeTwice(Spelling spelling) {
        String echo = "/v3/security/echo";
        int before = localPay.journal().of(echo).size();
        localPay.faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(echo).times(1));

        WechatPayException failure = catchThrowableOfType(
                WechatPayException.class, () -> spelling.post(pay, echo, JsonObject.of("echo_message", "a")));

        assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
        assertThat(failure)
                .hasMessageStartingWith("POST v3/security/echo at ")
                .hasMessageContaining(" got no complete answer: ")
                .hasMessageEndingWith(". The platform may have acted, and no number is documented that makes a repeat"
                        + " harmless. Next: query the outcome before you send it again");
        Journal journal = localPay.journal().of(echo);
        assertThat(journal.subList(before, journal.size()))
                .extracting(JournalEntry::effect)
                .containsExactly(Effect.DONE);
    }

    static Stream<Fault> notDone() {
        return Stream.of(
                Fault.reset(Moment.BEFORE_EFFECT),
                Fault.refusal(429, "RATELIMIT_EXCEEDED"),
                Fault.refusal(400, "SYSTEM_ERROR"),
                Fault.gatewayPage(503, Moment.BEFORE_EFFECT),
                Fault.accepted());
    }

    @ParameterizedTest
    @MethodSource("notDone")
    void whatWasNotDoneIsDoneInTheEnd(Fault fault) throws Throwable {
        for (Spelling spelling : List.of(Spelling.PURE_CHAIN, Spelling.DECLARATIVE_ASYNC)) {
            Journal journal = giveBackMeeting(fault, 2, () -> giveBack(pay, spelling));

            assertThat(journal).extracting(JournalEntry::effect).containsExactly(Effect.NONE, Effect.NONE, Effect.DONE);
        }
    }
}
