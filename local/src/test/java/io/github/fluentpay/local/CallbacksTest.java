package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.callback.RetrySchedule;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.Delivery;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Notifications over real sockets, under a clock that stands still until it is moved. */
class CallbacksTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final JsonObject REFUND = JsonObject.of("out_refund_no", "r1", "refund_status", "SUCCESS");

    private static LocalPay localPay;

    private final Receiver receiver = new Receiver();

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().deliveryLogSize(100).start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void standStill() {
        localPay.reset();
        localPay.clock().freeze();
        localPay.clock().set(START);
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
        settle();
    }

    private String send(String path) {
        return send(path, "REFUND.SUCCESS");
    }

    private String send(String path, String eventType) {
        return localPay.callbacks().send(localPay.merchant().mchid(), receiver.url(path), eventType, "refund", REFUND);
    }

    private void settle() {
        assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
    }

    private void jump(Duration time) {
        localPay.clock().jump(time);
        settle();
    }

    private Notification last() {
        return receiver.last().read(localPay.profile(), localPay.clock());
    }

    private List<Delivery> log() {
        return localPay.callbacks().log();
    }

    @Test
    void isSealedSignedAndTakenByAny2xx() {
        receiver.answering(204);

        String id = send("/notify");
        settle();

        Notification read = last();
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.eventType()).isEqualTo("REFUND.SUCCESS");
        assertThat(read.originalType()).isEqualTo("refund");
        assertThat(read.resource().toJson()).isEqualTo(REFUND.toJson());
        assertThat(read.createTime()).isEqualTo(OffsetDateTime.parse("2026-11-23T12:00:00+08:00"));
        assertThat(receiver.last().headers().get("Content-type")).containsExactly("application/json");
        assertThat(receiver.last().request().header("Request-ID")).endsWith("-0");
        assertThat(log())
                .containsExactly(new Delivery(
                        START,
                        id,
                        localPay.merchant().mchid(),
                        receiver.url("/notify"),
                        "REFUND.SUCCESS",
                        1,
                        204,
                        null,
                        null,
                        null));
        assertThat(log().get(0).taken()).isTrue();
        assertThat(localPay.callbacks().waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void comesAgainOnItsDocumentedScheduleAndThenNoMore(RetrySchedule schedule) {
        String event = switch (schedule) {
            case PAYMENT -> "REFUND.SUCCESS";
            case COUPON_SEND -> "COUPON.SEND";
            case COUPON_USE -> "COUPON.USE";
        };
        List<Duration> waits = schedule.waits();
        receiver.answering(IntStream.rangeClosed(0, waits.size())
                .mapToObj(i -> i % 2 == 0 ? 500 : 401)
                .toArray(Integer[]::new));

        String id = send("/notify", event);
        settle();
        Instant due = START;
        for (Duration wait : waits) {
            due = due.plus(wait);
            assertThat(log().get(log().size() - 1).nextDue()).isEqualTo(due);
            int before = receiver.received().size();
            jump(wait.minusMillis(1));
            assertThat(receiver.received()).hasSize(before);
            jump(Duration.ofMillis(1));
            assertThat(receiver.received()).hasSize(before + 1);
            assertThat(last().id()).isEqualTo(id);
        }
        jump(Duration.ofDays(100));

        assertThat(receiver.received()).hasSize(waits.size() + 1);
        assertThat(log().stream().map(Delivery::attempt))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, waits.size() + 1).boxed().toList());
        assertThat(log().get(waits.size()).nextDue()).isNull();
        assertThat(localPay.callbacks().waiting()).isZero();
    }

    @Test
    void isNotSentAgainOnceItWasTaken() {
        receiver.answering(500);
        send("/notify");
        settle();

        jump(Duration.ofSeconds(15));
        jump(Duration.ofDays(1));

        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void aRunningClockBringsTheNextAttemptByItself() {
        receiver.answering(500);
        localPay.clock().resume();
        localPay.clock().runAt(1000);
        send("/notify");

        awaitReceived(2);

        assertThat(receiver.received()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.weixin.qq.com/wxpay/pay.php, 'LocalPay calls this machine only, and www.weixin.qq.com is another"
                + " name than localhost, 127.0.0.1 or [::1]: redirect it, or let it call any host'",
        "http://127.0.0.1.example.com/, 'LocalPay calls this machine only, and 127.0.0.1.example.com is another"
                + " name than localhost, 127.0.0.1 or [::1]: redirect it, or let it call any host'",
        "ftp://127.0.0.1/, it does not begin with http:// or https://",
        "http:/notify, it names no host",
        "'http://127.0.0.1/a b', it is not a URL: Illegal character in path",
        "'', it does not begin with http:// or https://",
    })
    void anAddressThatIsNotCalledIsNotedAndNotTriedAgain(String url, String why) {
        localPay.callbacks().send(localPay.merchant().mchid(), url, "REFUND.SUCCESS", "refund", REFUND);
        settle();
        jump(Duration.ofDays(1));

        assertThat(log()).singleElement().satisfies(attempt -> {
            assertThat(attempt.url()).isEqualTo(url);
            assertThat(attempt.failure()).isEqualTo("The address is not called: " + why);
            assertThat(attempt.status()).isEqualTo(Delivery.NO_ANSWER);
            assertThat(attempt.nextDue()).isNull();
        });
        assertThat(localPay.callbacks().waiting()).isZero();
    }

    @Test
    void nobodyThereIsTriedAgain() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        localPay.callbacks()
                .send(localPay.merchant().mchid(), "http://127.0.0.1:" + nobody, "REFUND.SUCCESS", "refund", REFUND);
        settle();

        assertThat(log().get(0).failure()).contains("refused");
        assertThat(log().get(0).nextDue()).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void anAnswerHasToComeWithinFiveSeconds() {
        CountDownLatch gate = new CountDownLatch(1);
        receiver.holdBack(gate);
        send("/notify");
        settle();

        assertThat(log().get(0).failure()).isEqualTo("there was no answer within 5 s");
        assertThat(log().get(0).nextDue()).isEqualTo(START.plusSeconds(15));
        gate.countDown();
    }

    @Test
    void redirectsLeadRealAddressesToThisMachine() {
        localPay.callbacks().redirect("https://", URI.create("http://127.0.0.1:1/"));
        localPay.callbacks().redirect("https://pay.example.com/", URI.create(receiver.url("/shop/")));

        localPay.callbacks()
                .send(
                        localPay.merchant().mchid(),
                        "https://pay.example.com/notify/1",
                        "REFUND.SUCCESS",
                        "refund",
                        REFUND);
        settle();

        assertThat(receiver.last().path()).isEqualTo("/shop/notify/1");
        assertThat(log().get(0).url()).isEqualTo("https://pay.example.com/notify/1");
    }

    @Test
    void isRedeliveredOnRequestWithTheSameIdAndItsWholeSchedule() {
        receiver.answering(200, 500, 500);
        String id = send("/notify");
        settle();

        localPay.callbacks().redeliver(id);
        settle();
        jump(Duration.ofSeconds(15));

        assertThat(receiver.received()).hasSize(3);
        assertThat(last().id()).isEqualTo(id);
        assertThat(log().stream().map(Delivery::attempt)).containsExactly(1, 1, 2);
        assertThat(log().get(2).nextDue()).isEqualTo(START.plusSeconds(30));
        assertThatThrownBy(() -> localPay.callbacks().redeliver("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no notification none; the log has their ids");
    }

    @Test
    void theAnswerToAnEarlierDeliveryDoesNotSettleAnewlyAskedForOne() {
        CountDownLatch gate = new CountDownLatch(1);
        receiver.holdBack(gate);
        String id = send("/notify");
        awaitReceived(1);

        localPay.callbacks().redeliver(id);
        awaitReceived(2);
        receiver.answering(200, 200);
        gate.countDown();
        settle();

        assertThat(receiver.received()).hasSize(2);
        assertThat(localPay.callbacks().waiting()).isZero();
    }

    private void awaitReceived(int count) {
        Patience.await("notification " + count, () -> receiver.received().size() >= count);
    }

    @Test
    void isHeldBackWhilePaused() {
        localPay.callbacks().pause();
        send("/1");
        send("/2");
        settle();
        assertThat(receiver.received()).isEmpty();
        assertThat(localPay.callbacks().isPaused()).isTrue();
        assertThat(localPay.callbacks().waiting()).isEqualTo(2);

        localPay.callbacks().resume();
        settle();

        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void aProbeIsRefusedAndTheRealOneComesLater() {
        receiver.answering(401);
        localPay.callbacks().faults().add(FaultRule.of(Fault.probeSignature()).times(1));
        send("/notify");
        settle();

        assertThat(receiver.last().request().header(SignatureHeaders.SIGNATURE)).startsWith("WECHATPAY/SIGNTEST/");
        assertThat(receiver.last().refusal(localPay.profile(), localPay.clock()))
                .isEqualTo("PROBE_SIGNATURE");
        assertThat(log().get(0).fault()).isEqualTo(Fault.probeSignature());

        jump(Duration.ofSeconds(15));

        assertThat(last().eventType()).isEqualTo("REFUND.SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({
        "spoilt, WRONG_SIGNATURE",
        "unknown, UNKNOWN_SERIAL",
        "missing, MISSING_HEADER",
        "stale, STALE_TIMESTAMP",
        "wrong, WRONG_SIGNATURE",
        "key, WRONG_SIGNATURE"
    })
    void isSpoiledOnDemand(String how, String reason) {
        Fault fault = switch (how) {
            case "spoilt" -> Fault.spoiltSignature();
            case "unknown" -> Fault.unknownSerial();
            case "missing" -> Fault.missingHeader(SignatureHeaders.NONCE);
            case "stale" -> Fault.staleTimestamp();
            case "key" -> Fault.wrongKey();
            default -> Fault.wrongSerial();
        };
        localPay.callbacks().faults().add(FaultRule.of(fault).path("/spoilt").times(1));

        send("/fine");
        send("/spoilt");
        settle();

        assertThat(receiver.received())
                .allSatisfy(one -> assertThat(one.refusal(localPay.profile(), localPay.clock()))
                        .isEqualTo(one.path().equals("/spoilt") ? reason : "none"));
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void aDuplicateComesTwiceAtOnce() {
        CountDownLatch gate = new CountDownLatch(1);
        receiver.holdBack(gate);
        localPay.callbacks().faults().add(FaultRule.of(Fault.duplicate()).times(1));
        String id = send("/notify");

        awaitReceived(2);
        gate.countDown();
        settle();

        assertThat(receiver.received().stream()
                        .map(one ->
                                one.read(localPay.profile(), localPay.clock()).id()))
                .containsExactly(id, id);
        assertThat(log()).hasSize(2).allMatch(Delivery::taken);
        assertThat(localPay.callbacks().waiting()).isZero();
    }

    @Test
    void oneThatIsSlowIsOvertaken() {
        localPay.callbacks()
                .faults()
                .add(FaultRule.of(Fault.slow(Duration.ofSeconds(10), Moment.BEFORE_EFFECT))
                        .path("/first"));
        send("/first");
        send("/second");
        settle();
        jump(Duration.ofSeconds(10));

        assertThat(receiver.received().stream().map(Receiver.Received::path)).containsExactly("/second", "/first");
    }

    @Test
    void faultsOfRepliesAreNotThoseOfNotifications() {
        assertThatThrownBy(() -> localPay.callbacks().faults().add(FaultRule.of(Fault.halfReply())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HalfReply[] is about replies, not about notifications: add it to faults()");
        assertThatThrownBy(() -> localPay.faults().add(FaultRule.of(Fault.duplicate())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Duplicate[] is about notifications: add it to callbacks().faults()");
    }

    @Test
    void anyDocumentedKindIsSentWithTheDocumentationsExample() {
        List<String> types = localPay.callbacks().eventTypes();
        assertThat(types).hasSizeGreaterThan(90).contains("TRANSACTION.SUCCESS", "COUPON.SEND");

        types.forEach(type -> localPay.callbacks().sendExample(receiver.url("/" + type), type));
        settle();

        List<String> read = new ArrayList<>();
        receiver.received().forEach(one -> {
            Notification notification = one.read(localPay.profile(), localPay.clock());
            assertThat(one.path()).isEqualTo("/" + notification.eventType());
            assertThat(notification.resource().isEmpty())
                    .as(notification.eventType())
                    .isFalse();
            read.add(notification.eventType());
        });
        assertThat(read).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void aDocumentedKindCarriesTheResourceGivenForIt() {
        localPay.callbacks().send(receiver.url("/notify"), "TRANSACTION.SUCCESS", JsonObject.of("out_trade_no", "1"));
        settle();

        assertThat(last().originalType()).isEqualTo("transaction");
        assertThat(last().resource().string("out_trade_no")).isEqualTo("1");
        assertThat(last().summary()).isNotEmpty();
    }

    @Test
    void anUndocumentedKindIsToldItsNearestOnes() {
        assertThatThrownBy(() -> localPay.callbacks().sendExample(receiver.url("/"), "REFUND.SUCESS"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no documented event \"REFUND.SUCESS\"; there are REFUND.ABNORMAL, REFUND.CLOSED,"
                        + " REFUND.SUCCESS. For another, say its original type, too");
        assertThatThrownBy(() -> localPay.callbacks().send("1900000009", receiver.url("/"), "A", "a", REFUND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no merchant 1900000009; add it by addMerchant");
    }

    @Test
    void anotherMerchantsIsSealedForThatOne() {
        Profile other = localPay.addMerchant("1900000002");

        localPay.callbacks().send("1900000002", receiver.url("/notify"), "REFUND.SUCCESS", "refund", REFUND);
        settle();

        assertThat(receiver.last().read(other, localPay.clock()).resource().string("out_refund_no"))
                .isEqualTo("r1");
    }

    @Test
    void theLogForgetsTheOldest() {
        List<String> ids = IntStream.range(0, 150).mapToObj(i -> send("/" + i)).toList();
        settle();

        assertThat(receiver.received()).hasSize(150);
        assertThat(log()).hasSize(100);
        localPay.callbacks().pause();
        assertThat(ids.stream().filter(this::isKept).count()).isBetween(100L, 111L);
    }

    private boolean isKept(String id) {
        try {
            localPay.callbacks().redeliver(id);
            return true;
        } catch (IllegalArgumentException forgotten) {
            return false;
        }
    }
}
