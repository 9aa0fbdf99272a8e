package io.github.fluentpay.local;

import static io.github.fluentpay.local.PaymentFixture.BASE;
import static io.github.fluentpay.local.PaymentFixture.MCHID;
import static io.github.fluentpay.local.PaymentFixture.h5Body;
import static io.github.fluentpay.local.PaymentFixture.jsapiBody;
import static io.github.fluentpay.local.PaymentFixture.nativeBody;
import static io.github.fluentpay.local.PaymentFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user who pays, or does not. */
class PayerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static TestCaller caller;
    private static PaymentFixture payments;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).data(folder).start();
        caller = new TestCaller(localPay.profile(), CLOCK);
        payments = new PaymentFixture(caller);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        CLOCK.set(START);
    }

    @Test
    void paysAndTheOrderSaysSoByBothNumbers() {
        JsonObject body = jsapiBody(number()).with("attach", "自定义数据").with("time_expire", "2026-11-23T13:00:00+08:00");
        String order = payments.ordered(body);
        CLOCK.forward(Duration.ofMinutes(5));

        String transactionId = localPay.payer().pay(MCHID, order);

        assertThat(transactionId).matches("4200[0-9]{6}20261123[0-9]{10}");
        JsonObject paid = payments.query(order).json();
        assertThat(paid)
                .isEqualTo(JsonObject.builder()
                        .put("appid", CouponFixture.APPID)
                        .put("mchid", MCHID)
                        .put("out_trade_no", order)
                        .put("trade_state", "SUCCESS")
                        .put("trade_state_desc", "支付成功")
                        .put("attach", "自定义数据")
                        .put("transaction_id", transactionId)
                        .put("trade_type", "JSAPI")
                        .put("bank_type", "OTHERS")
                        .put("success_time", "2026-11-23T12:05:00+08:00")
                        .put("payer", JsonObject.of("openid", CouponFixture.OPENID))
                        .put("amount", paidAmount())
                        .put("description", "Image形象店-深圳腾大-QQ公仔")
                        .put("time_expire", "2026-11-23T13:00:00+08:00")
                        .put("notify_url", PaymentFixture.NOTIFY_URL)
                        .build());
        assertThat(caller.get(BASE + "/id/" + transactionId + "?mchid=" + MCHID).json())
                .isEqualTo(paid);
    }

    private static JsonObject paidAmount() {
        return JsonObject.of("total", 100, "payer_total", 100, "currency", "CNY", "payer_currency", "CNY");
    }

    @Test
    void tellsTheMerchantInTheDocumentedShape() {
        String order = payments.ordered();

        String transactionId = localPay.payer().pay(MCHID, order);

        assertThat(PaymentFixture.waiting(folder, order))
                .containsExactly(new PaymentFixture.Waiting(
                        MCHID,
                        PaymentFixture.NOTIFY_URL,
                        "TRANSACTION.SUCCESS",
                        "transaction",
                        "支付成功",
                        JsonObject.builder()
                                .put("appid", CouponFixture.APPID)
                                .put("mchid", MCHID)
                                .put("out_trade_no", order)
                                .put("trade_state", "SUCCESS")
                                .put("trade_state_desc", "支付成功")
                                .put("transaction_id", transactionId)
                                .put("trade_type", "JSAPI")
                                .put("bank_type", "OTHERS")
                                .put("success_time", "2026-11-23T12:00:00+08:00")
                                .put("payer", JsonObject.of("openid", CouponFixture.OPENID))
                                .put("amount", paidAmount())
                                .build(),
                        "PAYMENT"));
    }

    @Test
    void paysWithWhatTheMerchantGot() {
        String jsapi = number();
        String code = number();
        String h5 = number();
        String prepayId = payments.order("jsapi", jsapiBody(jsapi)).json().string("prepay_id");
        String codeUrl = payments.order("native", nativeBody(code)).json().string("code_url");
        String h5Url = payments.order("h5", h5Body(h5)).json().string("h5_url");

        localPay.payer().payWith(prepayId);
        localPay.payer().payWith(codeUrl, "another-user");
        localPay.payer().payWith(h5Url + "&redirect_url=https%3A%2F%2Fpay.qq.com");

        assertThat(payments.state(jsapi)).isEqualTo("SUCCESS");
        assertThat(payments.query(code).json().object("payer").string("openid")).isEqualTo("another-user");
        assertThat(payments.query(code).json().string("trade_type")).isEqualTo("NATIVE");
        assertThat(payments.query(h5).json().string("trade_type")).isEqualTo("MWEB");
    }

    @ParameterizedTest
    @CsvSource({"jsapi, PT2H", "native, PT2H", "app, PT2H", "h5, PT5M"})
    void whatTheMerchantGotEndsBeforeTheOrder(String path, Duration lasts) {
        JsonObject body = switch (path) {
            case "jsapi" -> jsapiBody(number());
            case "h5" -> h5Body(number());
            default -> nativeBody(number());
        };
        JsonObject reply = payments.order(path, body).json();
        String handle = reply.string(reply.fields().keySet().iterator().next());

        CLOCK.set(START.plus(lasts));

        assertThatThrownBy(() -> localPay.payer().payWith(handle))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("This prepay_id, code_url or h5_url ended at 2026-11-23T1")
                .hasMessageEndingWith(": order again with the same parameters to get a new one");
        JsonObject fresh = payments.order(path, body).json();
        localPay.payer().payWith(fresh.string(fresh.fields().keySet().iterator().next()));
        assertThat(payments.state(body.string("out_trade_no"))).isEqualTo("SUCCESS");
    }

    @Test
    void refusesAPaidOrderAndTellsNobodyTwice() {
        String order = payments.ordered();
        String transactionId = localPay.payer().pay(MCHID, order);

        assertThatThrownBy(() -> localPay.payer().pay(MCHID, order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Order " + order + " is paid already, with transaction_id " + transactionId);
        assertThat(PaymentFixture.waiting(folder, order)).hasSize(1);
    }

    @Test
    void refusesAClosedOrder() {
        String order = payments.ordered();
        payments.close(order);

        assertThatThrownBy(() -> localPay.payer().pay(MCHID, order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The merchant has closed order " + order);
        assertThat(PaymentFixture.waiting(folder, order)).isEmpty();
    }

    @Test
    void refusesAnOrderWhoseTimeIsOver() {
        String order = payments.ordered(jsapiBody(number()).with("time_expire", "2026-11-23T12:30:00+08:00"));
        CLOCK.forward(Duration.ofMinutes(30));

        assertThatThrownBy(() -> localPay.payer().pay(MCHID, order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Order " + order + " could be paid until 2026-11-23T12:30:00+08:00");
    }

    @Test
    void refusesAnotherUsersOrder() {
        String order = payments.ordered();

        assertThatThrownBy(() -> localPay.payer().pay(MCHID, order, "another-user"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Order " + order + " is for the user " + CouponFixture.OPENID
                        + ", and cannot be paid by another-user");
        assertThat(payments.state(order)).isEqualTo("NOTPAY");
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThatThrownBy(() -> localPay.payer().pay(MCHID, "no-such-order"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Merchant 1900000001 has no order no-such-order");
        assertThatThrownBy(() -> localPay.payer().payWith("wx-no-such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no order with this prepay_id, code_url or h5_url: wx-no-such");
    }

    @Test
    void mayTurnAwayAndPayLater() {
        JsonObject body = jsapiBody(number());
        String order = body.string("out_trade_no");
        String prepayId = payments.order("jsapi", body).json().string("prepay_id");

        localPay.payer().refuse(MCHID, order);
        localPay.payer().refuseWith(prepayId);

        assertThat(payments.state(order)).isEqualTo("NOTPAY");
        assertThat(PaymentFixture.waiting(folder, order)).isEmpty();
        localPay.payer().payWith(prepayId);
        assertThatThrownBy(() -> localPay.payer().refuse(MCHID, order))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Order " + order + " is paid already");
    }

    @Test
    void paysWithoutJavaToo() throws Exception {
        String order = payments.ordered();
        String code = payments.order("native", nativeBody(number())).json().string("code_url");

        JsonObject refused = pay(JsonObject.of("out_trade_no", order, "refuse", true), 200);
        JsonObject paid = pay(JsonObject.of("out_trade_no", order), 200);
        JsonObject scanned = pay(JsonObject.of("code_url", code, "openid", "another-user"), 200);
        JsonObject again = pay(JsonObject.of("mchid", MCHID, "out_trade_no", order), 400);

        assertThat(refused).isEqualTo(JsonObject.of("trade_state", "NOTPAY"));
        assertThat(paid)
                .isEqualTo(JsonObject.of(
                        "trade_state",
                        "SUCCESS",
                        "transaction_id",
                        payments.query(order).json().string("transaction_id")));
        assertThat(scanned.string("trade_state")).isEqualTo("SUCCESS");
        assertThat(again.string("code")).isEqualTo("ORDERPAID");
        assertThat(pay(JsonObject.empty(), 400).string("message")).isEqualTo("/out_trade_no is missing");
    }

    private static JsonObject pay(JsonObject body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(localPay.baseUrl().resolve("/localpay/pay"))
                        .POST(HttpRequest.BodyPublishers.ofString(body.toJson()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonObject.parse(answer.body());
    }
}
