package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subsidies (营销补差) of merchant coupons, and their returns. */
class SubsidyRulesTest extends CouponRules {

    private static final String MCHID = PaymentFixture.MCHID;
    private static final String PAY = "/subsidy/pay-receipts";
    private static final String RETURN = "/subsidy/return-receipts";

    private PaymentFixture payments;
    private String stock;

    @BeforeAll
    void makeStock() {
        payments = new PaymentFixture(caller);
        stock = coupons.stock(stock("MERCHANT_API", "/coupon_use_rule/fixed_normal_coupon/discount_amount", 30));
    }

    /** An order of 100 fen that is paid, and marked for profit sharing. */
    private String paidOrder() {
        return paidOrder(PaymentFixture.jsapiBody(PaymentFixture.number())
                .with("settle_info", JsonObject.of("profit_sharing", true)));
    }

    private String paidOrder(JsonObject body) {
        return localPay.payer().pay(MCHID, payments.ordered(body));
    }

    private static JsonObject body(String stockId, String code, String transactionId, long amount) {
        return JsonObject.of(
                "stock_id", stockId,
                "coupon_code", code,
                "transaction_id", transactionId,
                "payer_merchant", MCHID,
                "payee_merchant", MCHID,
                "amount", amount,
                "description", "20210115DESCRIPTION",
                "out_subsidy_no", number());
    }

    private static JsonObject returnBody(JsonObject subsidy, String refundId, long amount) {
        return subsidy.without("out_subsidy_no")
                .with("refund_id", refundId)
                .with("amount", amount)
                .with("description", "20210116DESCRIPTION")
                .with("out_subsidy_return_no", number());
    }

    private String usedCoupon() {
        return coupons.used(stock, "code-" + number());
    }

    private static JsonObject ok(TestCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Refunds 40 fen of the order. */
    private String refund(String transactionId) {
        JsonObject body = PaymentFixture.refundBody("", "refund-" + number(), 40)
                .without("out_trade_no")
                .with("transaction_id", transactionId);
        return ok(payments.refund(body)).string("refund_id");
    }

    private JsonObject receipt(String receiptId) {
        return ok(caller.get(BASE + PAY + "/" + receiptId));
    }

    @Test
    void aSubsidyOfAUsedCouponAndAPaidOrderIsPaid() {
        JsonObject body = body(stock, usedCoupon(), paidOrder(), 30);

        TestCaller.Answer answer = coupons.post(PAY, body);

        JsonObject reply = ok(answer);
        assertThat(answer.header("LocalPay-Fidelity")).isEqualTo("stateful");
        assertThat(reply.string("subsidy_receipt_id")).matches("1[0-9]{27}");
        assertThat(reply.without("subsidy_receipt_id"))
                .isEqualTo(body.with("status", "SUCCESS")
                        .with("success_time", "2026-11-23T12:00:00+08:00")
                        .with("create_time", "2026-11-23T12:00:00+08:00"));
        assertThat(receipt(reply.string("subsidy_receipt_id"))).isEqualTo(reply);
    }

    @Test
    void theCouponMustBeUsed() {
        String sent = coupons.sent(stock, "sent-1");
        String returned = usedCoupon();
        coupons.giveBack(stock, returned, number());

        for (String code : List.of(sent, returned)) {
            assertRefused(
                    coupons.post(PAY, body(stock, code, paidOrder(), 1)),
                    400,
                    "INVALID_REQUEST",
                    "Only a coupon in the state USED is subsidised; this one is SENDED");
        }
    }

    @Test
    void theOrderMustBePaid() {
        assertRefused(
                coupons.post(PAY, body(stock, usedCoupon(), "4200000913202101152566792388", 1)),
                400,
                "INVALID_REQUEST",
                "There is no paid order with this transaction_id");
    }

    @Test
    void theOrderMustBeForProfitSharing() {
        String order = paidOrder(PaymentFixture.jsapiBody(PaymentFixture.number()));
        String code = usedCoupon();

        JsonObject reply = ok(coupons.post(PAY, body(stock, code, order, 1)));

        assertThat(reply.string("status")).isEqualTo("FAIL");
        assertThat(reply.string("fail_reason")).isEqualTo("NOT_INCOMESPLIT_ORDER");
        assertThat(reply.has("subsidy_receipt_id")).isFalse();
        assertThat(reply.has("success_time")).isFalse();
        assertThat(ok(caller.get(BASE + PAY + "?stock_id=" + stock + "&coupon_code=" + code)))
                .isEqualTo(JsonObject.of("pay_receipt_list", JsonArray.of(reply)));
    }

    @Test
    void theSubsidiesOfAnOrderAreNeverMoreThanTheCouponsDiscount() {
        String code = usedCoupon();
        String order = paidOrder();

        assertThat(ok(coupons.post(PAY, body(stock, code, order, 31))).string("fail_reason"))
                .isEqualTo("EXCEED_SUBSIDY_AMOUNT_QUOTA");
        assertThat(ok(coupons.post(PAY, body(stock, code, order, 20))).string("status"))
                .isEqualTo("SUCCESS");
        assertThat(ok(coupons.post(PAY, body(stock, code, order, 11))).string("fail_reason"))
                .isEqualTo("EXCEED_SUBSIDY_AMOUNT_QUOTA");
        assertThat(ok(coupons.post(PAY, body(stock, code, order, 10))).string("status"))
                .isEqualTo("SUCCESS");
    }

    @Test
    void aDiscountCouponTookOffPaidDividedByRatioTimesOneMinusRatio() {
        JsonObject rule = stock("MERCHANT_API", "/stock_type", "DISCOUNT").object("coupon_use_rule");
        String percent = coupons.stock(CouponFixture.stockBody("MERCHANT_API")
                .with("stock_type", "DISCOUNT")
                .with(
                        "coupon_use_rule",
                        rule.without("fixed_normal_coupon")
                                .with(
                                        "discount_coupon",
                                        JsonObject.of("discount_percent", 80, "transaction_minimum", 100))));
        String code = coupons.used(percent, "percent-1");
        String order = paidOrder();

        // 100 fen were paid at 80 %, of 125.
        assertThat(ok(coupons.post(PAY, body(percent, code, order, 26))).string("status"))
                .isEqualTo("FAIL");
        assertThat(ok(coupons.post(PAY, body(percent, code, order, 25))).string("status"))
                .isEqualTo("SUCCESS");
    }

    @Test
    void anExchangeCouponIsNotSubsidised() {
        JsonObject rule = CouponFixture.stockBody("MERCHANT_API").object("coupon_use_rule");
        String exchange = coupons.stock(CouponFixture.stockBody("MERCHANT_API")
                .with("stock_type", "EXCHANGE")
                .with(
                        "coupon_use_rule",
                        rule.without("fixed_normal_coupon")
                                .with(
                                        "exchange_coupon",
                                        JsonObject.of("exchange_price", 1, "transaction_minimum", 100))));
        String code = coupons.used(exchange, "exchange-1");

        assertRefused(
                coupons.post(PAY, body(exchange, code, paidOrder(), 1)),
                400,
                "INVALID_REQUEST",
                "Coupons of the stock_type EXCHANGE are not subsidised");
    }

    @Test
    void theStocksMerchantsAlonePayAndArePaid() {
        JsonObject body = body(stock, usedCoupon(), paidOrder(), 1);

        assertRefused(
                coupons.post(PAY, body.with("payer_merchant", "1900000077")),
                400,
                "PARAM_ERROR",
                "/payer_merchant must be the creator or the belong_merchant of the stock");
        assertRefused(
                coupons.post(PAY, body.with("payee_merchant", "1900000077")),
                400,
                "PARAM_ERROR",
                "/payee_merchant must be the belong_merchant of the stock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "amount ; 500001 ; /amount must be from 1 to 500000, and is 500001",
                "amount ; 0 ; /amount must be from 1 to 500000, and is 0",
                "transaction_id ; \"1\" ; /transaction_id must have 28 to 32 characters, and has 1",
                "out_subsidy_no ; \"a b\" ; /out_subsidy_no may only hold letters, digits and | _ * -",
            })
    void aFieldKeepsToItsRule(String field, String value, String message) {
        JsonObject body = body(stock, usedCoupon(), paidOrder(), 1).with(field, JsonValue.parse(value));

        assertRefused(coupons.post(PAY, body), 400, "PARAM_ERROR", message);
        assertThat(coupons.post(PAY, body.without(field)).message()).isEqualTo("/" + field + " is missing");
    }

    @Test
    void aRepeatPaysOnce() {
        JsonObject body = body(stock, usedCoupon(), paidOrder(), 10);
        String first = coupons.post(PAY, body).text();
        clock.forward(Duration.ofMinutes(1));

        assertThat(coupons.post(PAY, body).text()).isEqualTo(first);
        assertRefused(
                coupons.post(PAY, body.with("amount", 11)),
                400,
                "INVALID_REQUEST",
                "The number out_subsidy_no was used before with other parameters; a repeat must be identical, and a"
                        + " new request needs a new number");
    }

    @Test
    void aListHasTheReceiptsOfACouponOrTheOneAsked() {
        String code = usedCoupon();
        String order = paidOrder();
        JsonObject first = ok(coupons.post(PAY, body(stock, code, order, 10)));
        clock.forward(Duration.ofMinutes(1));
        JsonObject second = ok(coupons.post(PAY, body(stock, code, order, 5)));
        String list = BASE + PAY + "?stock_id=" + stock + "&coupon_code=" + code;

        assertThat(ok(caller.get(list)).array("pay_receipt_list")).isEqualTo(JsonArray.of(first, second));
        assertThat(ok(caller.get(list + "&out_subsidy_no=" + second.string("out_subsidy_no")))
                        .array("pay_receipt_list"))
                .isEqualTo(JsonArray.of(second));
    }

    @Test
    void aReturnGivesBackAPartAndThenTheRest() {
        String order = paidOrder();
        JsonObject body = body(stock, usedCoupon(), order, 30);
        String receiptId = ok(coupons.post(PAY, body)).string("subsidy_receipt_id");
        String refund = refund(order);
        JsonObject part = returnBody(body, refund, 20);

        JsonObject reply = ok(coupons.post(RETURN, part));

        assertThat(reply.string("subsidy_return_receipt_id")).matches("2[0-9]{27}");
        assertThat(reply.without("subsidy_return_receipt_id"))
                .isEqualTo(part.with("status", "SUCCESS")
                        .with("subsidy_receipt_id", receiptId)
                        .with("return_done_time", "2026-11-23T12:00:00+08:00")
                        .with("return_create_time", "2026-11-23T12:00:00+08:00"));
        assertThat(ok(caller.get(BASE + RETURN + "/" + reply.string("subsidy_return_receipt_id"))))
                .isEqualTo(reply);
        assertThat(receipt(receiptId).string("status")).isEqualTo("PARTIAL_RETURN");
        assertThat(receipt(receiptId).integer("amount")).isEqualTo(30);

        ok(coupons.post(RETURN, returnBody(body, refund, 10)));

        assertThat(receipt(receiptId).string("status")).isEqualTo("FULL_RETURN");
    }

    @Test
    void theReturnsAreNeverMoreThanTheSubsidy() {
        String order = paidOrder();
        JsonObject body = body(stock, usedCoupon(), order, 30);
        String receiptId = ok(coupons.post(PAY, body)).string("subsidy_receipt_id");
        String refund = refund(order);
        assertRefused(
                coupons.post(RETURN, returnBody(body, refund, 31)),
                400,
                "INVALID_REQUEST",
                "More would be returned than was paid: at most 30 fen can be");

        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(
                        i -> coupons.post(RETURN, returnBody(body, refund, 12)).status())
                .toList();

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(2);
        assertThat(receipt(receiptId).string("status")).isEqualTo("PARTIAL_RETURN");
        assertRefused(
                coupons.post(RETURN, returnBody(body, refund, 7)),
                400,
                "INVALID_REQUEST",
                "More would be returned than was paid: at most 6 fen can be");
    }

    @Test
    void aReturnNamesTheSubsidyAndARefundOfTheOrder() {
        String order = paidOrder();
        JsonObject body = body(stock, usedCoupon(), order, 30);
        ok(coupons.post(PAY, body));
        String refund = refund(order);

        assertRefused(
                coupons.post(RETURN, returnBody(body.with("coupon_code", usedCoupon()), refund, 1)),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no paid subsidy of this coupon for this order between these merchants");
        assertRefused(
                coupons.post(RETURN, returnBody(body, refund(paidOrder()), 1)),
                400,
                "INVALID_REQUEST",
                "The order with this transaction_id has no refund with this refund_id");
    }

    @Test
    void aRepeatReturnsOnce() {
        String order = paidOrder();
        JsonObject body = body(stock, usedCoupon(), order, 30);
        String receiptId = ok(coupons.post(PAY, body)).string("subsidy_receipt_id");
        JsonObject giveBack = returnBody(body, refund(order), 20);
        String first = coupons.post(RETURN, giveBack).text();

        assertThat(coupons.post(RETURN, giveBack).text()).isEqualTo(first);
        assertThat(receipt(receiptId).string("status")).isEqualTo("PARTIAL_RETURN");
        assertRefused(
                coupons.post(RETURN, giveBack.with("amount", 19)),
                400,
                "INVALID_REQUEST",
                "The number out_subsidy_return_no was used before with other parameters; a repeat must be identical,"
                        + " and a new request needs a new number");
    }

    @Test
    void anotherMerchantMayNotLookOrPay() {
        TestCaller other = merchant("1900000055");
        String order = paidOrder();
        JsonObject body = body(stock, usedCoupon(), order, 30);
        JsonObject subsidy = ok(coupons.post(PAY, body));
        JsonObject giveBack = ok(coupons.post(RETURN, returnBody(body, refund(order), 20)));

        for (TestCaller.Answer answer : List.of(
                other.post(BASE + PAY, body.with("out_subsidy_no", number())),
                other.get(BASE + PAY + "?stock_id=" + stock + "&coupon_code=" + body.string("coupon_code")),
                other.get(BASE + PAY + "/" + subsidy.string("subsidy_receipt_id")),
                other.post(BASE + RETURN, returnBody(body, "50300", 1)),
                other.get(BASE + RETURN + "/" + giveBack.string("subsidy_return_receipt_id")))) {
            assertRefused(
                    answer,
                    403,
                    "NO_AUTH",
                    "Merchant 1900000055 neither created this stock nor owns it, and may not touch its coupons");
        }
    }

    @Test
    void anUnknownReceiptIsNotFound() {
        assertRefused(
                caller.get(BASE + PAY + "/1120200119165100000000000001"),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no paid subsidy with this subsidy_receipt_id");
        assertRefused(
                caller.get(BASE + RETURN + "/2120200119165100000000000001"),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no return with this subsidy_return_receipt_id");
    }
}
