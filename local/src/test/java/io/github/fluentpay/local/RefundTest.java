package io.github.fluentpay.local;

import static io.github.fluentpay.local.PaymentFixture.MCHID;
import static io.github.fluentpay.local.PaymentFixture.REFUNDS;
import static io.github.fluentpay.local.PaymentFixture.jsapiBody;
import static io.github.fluentpay.local.PaymentFixture.number;
import static io.github.fluentpay.local.PaymentFixture.refundBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refunds of paid orders, whole and in parts, and what becomes of them. */
class RefundTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static TestCaller stranger;
    private static PaymentFixture payments;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).data(folder).start();
        payments = new PaymentFixture(new TestCaller(localPay.profile(), CLOCK));
        stranger = new TestCaller(localPay.addMerchant("1900000002"), CLOCK);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void reset() {
        CLOCK.set(START);
        localPay.refunds().release();
    }

    // Asking for them

    @Test
    void isProcessingInTheReplyAndSuccessfulInTheNextQuery() {
        String order = payments.paid(localPay);
        CLOCK.forward(Duration.ofMinutes(5));

        TestCaller.Answer accepted = payments.refund(refundBody(order, "refund-" + order, 100));

        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        assertThat(accepted.json().string("refund_id")).matches("5030[0-9]{6}20261123[0-9]{11}");
        JsonObject processing = JsonObject.builder()
                .put("refund_id", accepted.json().string("refund_id"))
                .put("out_refund_no", "refund-" + order)
                .put("transaction_id", payments.query(order).json().string("transaction_id"))
                .put("out_trade_no", order)
                .put("channel", "ORIGINAL")
                .put("user_received_account", "支付用户零钱")
                .put("create_time", "2026-11-23T12:05:00+08:00")
                .put("status", "PROCESSING")
                .put("funds_account", "AVAILABLE")
                .put(
                        "amount",
                        JsonObject.builder()
                                .put("total", 100)
                                .put("refund", 100)
                                .put("from", JsonArray.of())
                                .put("payer_total", 100)
                                .put("payer_refund", 100)
                                .put("settlement_refund", 100)
                                .put("settlement_total", 100)
                                .put("discount_refund", 0)
                                .put("currency", "CNY")
                                .put("refund_fee", 0)
                                .build())
                .put("promotion_detail", JsonArray.of())
                .build();
        assertThat(accepted.json()).isEqualTo(processing);
        assertThat(payments.queryRefund("refund-" + order).json())
                .isEqualTo(processing.with("status", "SUCCESS").with("success_time", "2026-11-23T12:05:00+08:00"));
        assertThat(payments.state(order)).isEqualTo("REFUND");
        assertThat(payments.query(order).json().string("trade_state_desc")).isEqualTo("转入退款");
    }

    @Test
    void tellsTheMerchantInTheDocumentedShape() {
        String order = payments.paid(localPay);
        JsonObject refund =
                payments.refund(refundBody(order, "refund-" + order, 40)).json();

        assertThat(PaymentFixture.waiting(folder, order))
                .last()
                .isEqualTo(new PaymentFixture.Waiting(
                        MCHID,
                        "https://weixin.qq.com",
                        "REFUND.SUCCESS",
                        "refund",
                        "退款成功",
                        JsonObject.builder()
                                .put("mchid", MCHID)
                                .put("out_trade_no", order)
                                .put("transaction_id", refund.string("transaction_id"))
                                .put("out_refund_no", "refund-" + order)
                                .put("refund_id", refund.string("refund_id"))
                                .put("refund_status", "SUCCESS")
                                .put("success_time", "2026-11-23T12:00:00+08:00")
                                .put("user_received_account", "支付用户零钱")
                                .put(
                                        "amount",
                                        JsonObject.of(
                                                "total", 100, "refund", 40, "payer_total", 100, "payer_refund", 40))
                                .build(),
                        "PAYMENT"));
    }

    @Test
    void tellsNobodyWithoutAnAddress() {
        String order = payments.paid(localPay);

        payments.refund(refundBody(order, "refund-" + order, 100).without("notify_url"));

        assertThat(PaymentFixture.waiting(folder, order))
                .extracting(PaymentFixture.Waiting::eventType)
                .containsExactly("TRANSACTION.SUCCESS");
    }

    @Test
    void answersARepeatWithTheSameRefundAsItIsNow() {
        String order = payments.paid(localPay);
        JsonObject body = refundBody(order, "refund-" + order, 40);
        payments.refund(body);

        TestCaller.Answer again = payments.refund(body);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json())
                .isEqualTo(payments.queryRefund("refund-" + order).json());
        assertThat(again.json().string("status")).isEqualTo("SUCCESS");
        assertThat(PaymentFixture.waiting(folder, order)).hasSize(2);
        assertThat(payments.refund(refundBody(order, "rest-" + order, 60)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"reason | \"else\"", "amount | {\"refund\":41,\"total\":100,\"currency\":\"CNY\"}"})
    void refusesAUsedNumberWithOtherParameters(String field, String value) {
        String order = payments.paid(localPay);
        JsonObject body = refundBody(order, "refund-" + order, 40);
        payments.refund(body);

        TestCaller.Answer answer = payments.refund(body.with(field, JsonValue.parse(value)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message())
                .isEqualTo("The number out_refund_no was used before with other parameters; a repeat must be identical,"
                        + " and a new refund needs a new number");
    }

    @Test
    void refusesAUsedNumberForAnotherOrder() {
        String order = payments.paid(localPay);
        payments.refund(refundBody(order, "refund-" + order, 40));

        assertThat(payments.refund(refundBody(payments.paid(localPay), "refund-" + order, 40))
                        .code())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void refundsInPartsAndNeverMoreThanWasPaid() {
        String order = payments.paid(localPay);
        assertThat(payments.refund(refundBody(order, "one-" + order, 60)).status())
                .isEqualTo(200);

        TestCaller.Answer tooMuch = payments.refund(refundBody(order, "two-" + order, 41));

        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(tooMuch.code()).isEqualTo("INVALID_REQUEST");
        assertThat(tooMuch.message()).isEqualTo("amount.refund is 41, and 40 of the order can still be refunded");
        assertThat(payments.queryRefund("two-" + order).code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(payments.refund(refundBody(order, "two-" + order, 40)).status())
                .isEqualTo(200);
        assertThat(payments.refund(refundBody(order, "three-" + order, 1)).message())
                .isEqualTo("amount.refund is 1, and 0 of the order can still be refunded");
    }

    @Test
    void refundsFiftyTimesAtMost() {
        String order = payments.paid(localPay);
        for (int i = 0; i < 50; i++) {
            assertThat(payments.refund(refundBody(order, i + "-" + order, 1)).status())
                    .isEqualTo(200);
        }

        assertThat(payments.refund(refundBody(order, "50-" + order, 1)).message())
                .isEqualTo("The order has 50 refunds already, which is the most it can have");
    }

    @Test
    void findsTheOrderByEitherNumber() {
        String order = payments.paid(localPay);
        String other = payments.paid(localPay);
        String transactionId = payments.query(order).json().string("transaction_id");
        JsonObject body = refundBody(order, "refund-" + order, 40).with("transaction_id", transactionId);

        assertThat(payments.refund(body.without("out_trade_no")).json().string("out_trade_no"))
                .isEqualTo(order);
        assertThat(payments.refund(body.with("out_refund_no", "both-" + order)).status())
                .isEqualTo(200);
        assertThat(payments.refund(body.with("out_trade_no", other).with("out_refund_no", "mixed-" + order))
                        .message())
                .isEqualTo("out_trade_no and transaction_id are not of one order");
    }

    @Test
    void refusesOrdersThatAreUnknownOrNotPaid() {
        Map<String, String> words = Map.of(
                "no-such-order",
                "There is no order with this out_trade_no of this merchant",
                payments.ordered(),
                "The order exists and is not paid, so there is nothing to refund");
        words.forEach((order, message) -> {
            TestCaller.Answer answer = payments.refund(refundBody(order, "refund-" + order, 100));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("RESOURCE_NOT_EXISTS");
            assertThat(answer.message()).isEqualTo(message);
        });
    }

    @Test
    void hidesAMerchantsOrdersAndRefundsFromOthers() {
        String order = payments.paid(localPay);
        payments.refund(refundBody(order, "refund-" + order, 40));

        assertThat(stranger.post(REFUNDS, refundBody(order, "theirs-" + order, 10))
                        .code())
                .isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(stranger.get(REFUNDS + "/refund-" + order).message())
                .isEqualTo("There is no refund with this out_refund_no of this merchant");
    }

    @Test
    void refusesAnotherTotalThanTheOrders() {
        String order = payments.paid(localPay);
        JsonObject body = refundBody(order, "refund-" + order, 40)
                .with("amount", JsonObject.of("refund", 40, "total", 40, "currency", "CNY"));

        TestCaller.Answer answer = payments.refund(body);

        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).isEqualTo("amount.total is 40, and the order's is 100");
    }

    @Test
    void refusesOrdersThatWerePaidMoreThan365DaysAgo() {
        String order = payments.paid(localPay);
        CLOCK.forward(Duration.ofDays(365));
        assertThat(payments.refund(refundBody(order, "refund-" + order, 40)).status())
                .isEqualTo(200);
        CLOCK.forward(Duration.ofSeconds(1));

        TestCaller.Answer answer = payments.refund(refundBody(order, "late-" + order, 40));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("TRADE_OVERDUE");
        assertThat(answer.message()).isEqualTo("An order can be refunded for 365 days after it was paid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out_refund_no | \"a/b\" | '/out_refund_no may only hold letters, digits and _ - | * @'",
                "notify_url | \"https://weixin.qq.com?a=b\" | /notify_url must be an absolute https or http address without a query",
                "funds_account | \"PURSE\" | /funds_account must be one of AVAILABLE, UNSETTLED",
                "amount | {\"total\":100,\"currency\":\"CNY\"} | /amount/refund is missing",
                "amount | {\"refund\":0,\"total\":100,\"currency\":\"CNY\"} | /amount/refund must be from 1 to 100000000000, and is 0",
                "amount | {\"refund\":1,\"total\":100} | /amount/currency is missing",
                "amount | {\"refund\":3,\"total\":100,\"currency\":\"CNY\",\"from\":[{\"account\":\"AVAILABLE\",\"amount\":2}]} | /amount/from must add up to refund, 3, and adds up to 2",
                "amount | {\"refund\":3,\"total\":100,\"currency\":\"CNY\",\"from\":[{\"account\":\"AVAILABLE\",\"amount\":0}]} | /amount/from/0/amount must be from 1 to 100000000000, and is 0",
                "goods_detail | [{\"merchant_goods_id\":\"1\"}] | /goods_detail/0/unit_price is missing",
                "goods_detail | [{\"merchant_goods_id\":1}] | /goods_detail/0/merchant_goods_id must be a string, and is a number"
            })
    void refusesFieldsOutOfTheirLimits(String field, String value, String message) {
        String order = payments.paid(localPay);

        TestCaller.Answer answer =
                payments.refund(refundBody(order, "refund-" + order, 1).with(field, JsonValue.parse(value)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void wantsOneOfTheOrdersNumbersAndAReasonOfEightyCharacters() {
        JsonObject body = refundBody("any-order", "any-refund", 1);

        assertThat(payments.refund(body.without("out_trade_no")).message())
                .isEqualTo("/out_trade_no is missing, and so is transaction_id; one of them is required");
        assertThat(payments.refund(body.with("reason", "退".repeat(81))).message())
                .isEqualTo("/reason must have 0 to 80 characters, and has 81");
        assertThat(payments.refund(body.without("out_refund_no")).message()).isEqualTo("/out_refund_no is missing");
    }

    // What becomes of them

    @Test
    void waitsWhileRefundsAreHeldUntilItSucceeds() {
        String order = payments.paid(localPay);
        localPay.refunds().hold();
        payments.refund(refundBody(order, "refund-" + order, 40));
        assertThat(payments.status("refund-" + order)).isEqualTo("PROCESSING");
        assertThat(payments.state(order)).isEqualTo("REFUND");
        assertThat(PaymentFixture.waiting(folder, order)).hasSize(1);
        CLOCK.forward(Duration.ofHours(1));

        localPay.refunds().succeed(MCHID, "refund-" + order);

        JsonObject refund = payments.queryRefund("refund-" + order).json();
        assertThat(refund.string("status")).isEqualTo("SUCCESS");
        assertThat(refund.string("create_time")).isEqualTo("2026-11-23T12:00:00+08:00");
        assertThat(refund.string("success_time")).isEqualTo("2026-11-23T13:00:00+08:00");
        assertThat(PaymentFixture.waiting(folder, order)).hasSize(2);
    }

    @Test
    void givesRoomAgainWhenItIsClosed() {
        String order = payments.paid(localPay);
        localPay.refunds().hold();
        payments.refund(refundBody(order, "refund-" + order, 100));

        localPay.refunds().close(MCHID, "refund-" + order);

        assertThat(payments.status("refund-" + order)).isEqualTo("CLOSED");
        assertThat(payments.refund(refundBody(order, "refund-" + order, 100))
                        .json()
                        .string("status"))
                .isEqualTo("CLOSED");
        assertThat(PaymentFixture.waiting(folder, order).get(1).eventType()).isEqualTo("REFUND.CLOSED");
        assertThat(payments.refund(refundBody(order, "again-" + order, 100)).status())
                .isEqualTo(200);
    }

    @Test
    void maySucceedAfterItBounced() {
        String order = payments.paid(localPay);
        localPay.refunds().hold();
        payments.refund(refundBody(order, "refund-" + order, 100));

        localPay.refunds().bounce(MCHID, "refund-" + order);
        assertThat(payments.status("refund-" + order)).isEqualTo("ABNORMAL");
        localPay.refunds().succeed(MCHID, "refund-" + order);

        assertThat(payments.status("refund-" + order)).isEqualTo("SUCCESS");
        assertThat(PaymentFixture.waiting(folder, order))
                .extracting(PaymentFixture.Waiting::eventType)
                .containsExactly("TRANSACTION.SUCCESS", "REFUND.ABNORMAL", "REFUND.SUCCESS");
    }

    @Test
    void cannotMoveFromItsEnd() {
        String order = payments.paid(localPay);
        payments.refund(refundBody(order, "refund-" + order, 100));

        assertThatThrownBy(() -> localPay.refunds().close(MCHID, "refund-" + order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Refund refund-" + order + " is SUCCESS, and cannot become CLOSED");
        assertThatThrownBy(() -> localPay.refunds().close(MCHID, "no-such-refund"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Merchant 1900000001 has no refund no-such-refund");
        assertThat(payments.status("refund-" + order)).isEqualTo("SUCCESS");
    }

    @Test
    void settlesWithoutJavaToo() throws Exception {
        String order = payments.paid(localPay);

        admin("/localpay/refunds", JsonObject.of("hold", true), 200);
        payments.refund(refundBody(order, "refund-" + order, 100));
        admin("/localpay/refunds/refund-" + order, JsonObject.of("status", "CLOSED"), 200);
        String message = admin("/localpay/refunds/refund-" + order, JsonObject.of("status", "DONE"), 400)
                .string("message");
        admin("/localpay/refunds", JsonObject.of("hold", false), 200);
        payments.refund(refundBody(order, "again-" + order, 100));

        assertThat(payments.status("refund-" + order)).isEqualTo("CLOSED");
        assertThat(payments.status("again-" + order)).isEqualTo("SUCCESS");
        assertThat(message).isEqualTo("/status must be one of SUCCESS, CLOSED, ABNORMAL");
        assertThat(admin("/localpay/refunds", JsonObject.empty(), 400).string("message"))
                .isEqualTo("/hold is missing");
    }

    private static JsonObject admin(String path, JsonObject body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(localPay.baseUrl().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body.toJson()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonObject.parse(answer.body());
    }

    // Service providers

    @Test
    void belongsToTheSubMerchantOfItsOrder() {
        String order = number();
        TestCaller caller = new TestCaller(localPay.profile(), CLOCK);
        caller.post(
                "/v3/pay/partner/transactions/jsapi",
                jsapiBody(order)
                        .without("appid")
                        .without("mchid")
                        .with("sp_appid", "wx8888888888888888")
                        .with("sp_mchid", MCHID)
                        .with("sub_mchid", "1900000109")
                        .with("payer", JsonObject.of("sp_openid", CouponFixture.OPENID)));
        localPay.payer().pay(MCHID, order);
        JsonObject body = refundBody(order, "refund-" + order, 100);

        assertThat(payments.refund(body).code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(payments.refund(body.with("sub_mchid", "1900000109")).status())
                .isEqualTo(200);
        assertThat(payments.queryRefund("refund-" + order).code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(payments.status("refund-" + order + "?sub_mchid=1900000109")).isEqualTo("SUCCESS");
        JsonObject told = PaymentFixture.waiting(folder, order).get(1).resource();
        assertThat(told.string("sp_mchid")).isEqualTo(MCHID);
        assertThat(told.string("sub_mchid")).isEqualTo("1900000109");
    }
}
