package io.github.fluentpay.local;

import static io.github.fluentpay.local.PaymentFixture.MCHID;
import static io.github.fluentpay.local.PaymentFixture.jsapiBody;
import static io.github.fluentpay.local.PaymentFixture.nativeBody;
import static io.github.fluentpay.local.PaymentFixture.number;
import static io.github.fluentpay.local.PaymentFixture.refundBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trade bill of a day. */
class BillTest {

    private static final String APPLY = "/v3/bill/tradebill?bill_date=2026-11-23";
    private static final String COLUMNS = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
            + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
    private static final String SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));
    private LocalPay localPay;
    private TestCaller caller;
    private PaymentFixture payments;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().clock(clock).start();
        caller = new TestCaller(localPay.profile(), clock);
        payments = new PaymentFixture(caller);
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private void nextDay() {
        clock.set(Instant.parse("2026-11-24T02:00:00Z"));
    }

    private static String bill(String... lines) {
        return "\uFEFF" + String.join("\r\n", lines) + "\r\n";
    }

    private String downloaded(String path) {
        TestCaller.Answer applied = caller.get(path);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        return download(applied.json()).text();
    }

    private TestCaller.Answer download(JsonObject applied) {
        URI url = URI.create(applied.string("download_url"));
        assertThat(url.toString()).startsWith(localPay.baseUrl() + "/v3/billdownload/file?token=");
        return caller.get(url.getRawPath() + "?" + url.getRawQuery());
    }

    // Content

    @Test
    void listsADaysPaymentsAndRefundsInTheDocumentedFormat() {
        String first = number();
        String second = number();
        payments.ordered(jsapiBody(first)
                .with("attach", "自定义,数据\n1")
                .with("amount", JsonObject.of("total", 12345))
                .with("scene_info", JsonObject.of("device_id", "013467007045764")));
        payments.order("native", nativeBody(second));
        payments.ordered();
        String one = localPay.payer().pay(MCHID, first);
        clock.forward(Duration.ofHours(1));
        String two = localPay.payer().pay(MCHID, second);
        clock.forward(Duration.ofHours(1));
        JsonObject refunded =
                payments.refund(refundBody(second, "refund-" + second, 40)).json();
        localPay.refunds().hold();
        JsonObject held = payments.refund(
                        refundBody(first, "refund-" + first, 1).with("amount", amount(1005, 12345)))
                .json();
        nextDay();
        localPay.payer().pay(MCHID, payments.ordered());

        String refundOfTwo = "`2026-11-23 14:00:00,`wxd678efh567hg6787,`1900000001,`0,`,`" + two + ",`" + second
                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`"
                + refunded.string("refund_id") + ",`refund-" + second
                + ",`0.40,`0.00,`ORIGINAL,`SUCCESS,`Image形象店-深圳腾大-QQ公仔,`,`0.00000,`0.00%,`0.00,`0.40,`";
        String refundOfOne = "`2026-11-23 14:00:00,`wxd678efh567hg6787,`1900000001,`0,`013467007045764,`" + one + ",`"
                + first + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`"
                + held.string("refund_id") + ",`refund-" + first
                + ",`10.05,`0.00,`ORIGINAL,`PROCESSING,`Image形象店-深圳腾大-QQ公仔,`自定义\\ 数据\\n1,`0.00000,`0.00%,`0.00,`10.05,`";
        boolean inOrder = refunded.string("refund_id").compareTo(held.string("refund_id")) < 0;
        assertThat(downloaded(APPLY))
                .isEqualTo(bill(
                        COLUMNS,
                        "`2026-11-23 12:00:00,`wxd678efh567hg6787,`1900000001,`0,`013467007045764,`" + one + ",`"
                                + first + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`SUCCESS,`OTHERS,`CNY,`123.45,`0.00,"
                                + "`0,`0,`0.00,`0.00,`,`,`Image形象店-深圳腾大-QQ公仔,`自定义\\ 数据\\n1,`0.00000,`0.00%,`123.45,`0.00,`",
                        "`2026-11-23 13:00:00,`wxd678efh567hg6787,`1900000001,`0,`,`" + two + ",`" + second
                                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`NATIVE,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,`0,`0,"
                                + "`0.00,`0.00,`,`,`Image形象店-深圳腾大-QQ公仔,`,`0.00000,`0.00%,`1.00,`0.00,`",
                        inOrder ? refundOfTwo : refundOfOne,
                        inOrder ? refundOfOne : refundOfTwo,
                        SUMMARY,
                        "`4,`124.45,`10.45,`0.00,`0.00000,`124.45,`10.45"));
    }

    private static JsonObject amount(long refund, long total) {
        return JsonObject.of("refund", refund, "total", total, "currency", "CNY");
    }

    @Test
    void listsPaymentsAlone() {
        String order = payments.paid(localPay);
        payments.refund(refundBody(order, "refund-" + order, 100));
        String transactionId = payments.query(order).json().string("transaction_id");
        nextDay();

        assertThat(downloaded(APPLY + "&bill_type=SUCCESS"))
                .isEqualTo(bill(
                        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
                                + "应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注",
                        "`2026-11-23 12:00:00,`wxd678efh567hg6787,`1900000001,`0,`,`" + transactionId + ",`" + order
                                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,"
                                + "`Image形象店-深圳腾大-QQ公仔,`,`0.00000,`0.00%,`1.00,`",
                        SUMMARY,
                        "`1,`1.00,`0.00,`0.00,`0.00000,`1.00,`0.00"));
    }

    @Test
    void listsRefundsAloneWithTheTimesOfPaymentAndRefund() {
        String order = payments.paid(localPay);
        String transactionId = payments.query(order).json().string("transaction_id");
        clock.forward(Duration.ofDays(1));
        localPay.refunds().hold();
        String refundId =
                payments.refund(refundBody(order, "refund-" + order, 30)).json().string("refund_id");
        clock.forward(Duration.ofMinutes(1));
        localPay.refunds().succeed(MCHID, "refund-" + order);
        clock.set(Instant.parse("2026-11-25T02:00:00Z"));

        assertThat(downloaded("/v3/bill/tradebill?bill_date=2026-11-24&bill_type=REFUND"))
                .isEqualTo(bill(
                        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
                                + "应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,"
                                + "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注",
                        "`2026-11-23 12:00:00,`wxd678efh567hg6787,`1900000001,`0,`,`" + transactionId + ",`" + order
                                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,"
                                + "`2026-11-24 12:00:00,`2026-11-24 12:01:00,`" + refundId + ",`refund-" + order
                                + ",`0.30,`0.00,`ORIGINAL,`SUCCESS,`Image形象店-深圳腾大-QQ公仔,`,`0.00000,`0.00%,"
                                + "`0.00,`0.30,`",
                        SUMMARY,
                        "`1,`0.00,`0.30,`0.00,`0.00000,`0.00,`0.30"));
    }

    @Test
    void holdsTheDayFromMidnightToMidnightInBeijing() {
        clock.set(Instant.parse("2026-11-22T15:59:59Z"));
        payments.paid(localPay);
        clock.set(Instant.parse("2026-11-22T16:00:00Z"));
        String first = payments.paid(localPay);
        clock.set(Instant.parse("2026-11-23T15:59:59Z"));
        String last = payments.paid(localPay);
        clock.set(Instant.parse("2026-11-23T16:00:00Z"));
        payments.paid(localPay);
        nextDay();

        List<String> orders = downloaded(APPLY)
                .lines()
                .filter(line -> line.contains("`SUCCESS"))
                .map(line -> Arrays.asList(line.split(",`", -1)).get(6))
                .toList();

        assertThat(orders).containsExactly(first, last);
    }

    // Asking for it and downloading

    @Test
    void isSignedWhenAskedForAndUnsignedWhenDownloadedAndFitsItsHash() throws Exception {
        payments.paid(localPay);
        nextDay();

        TestCaller.Answer applied = caller.get(APPLY);
        TestCaller.Answer file = download(applied.json());

        assertThat(caller.verify(applied)).isEmpty();
        assertThat(applied.json().string("hash_type")).isEqualTo("SHA1");
        assertThat(applied.json().string("hash_value"))
                .isEqualTo(sha1(file.response().body()));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Wechatpay-Signature")).isNull();
        assertThat(file.header("Request-ID")).isNotNull();
        assertThat(file.header("Content-Type")).isEqualTo("text/plain");
    }

    @Test
    void isCompressedOnDemandAndHashedBefore() throws Exception {
        payments.paid(localPay);
        nextDay();
        String plain = downloaded(APPLY);

        JsonObject applied = caller.get(APPLY + "&tar_type=GZIP").json();
        TestCaller.Answer file = download(applied);

        byte[] opened =
                new GZIPInputStream(new ByteArrayInputStream(file.response().body())).readAllBytes();
        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(plain);
        assertThat(applied.string("hash_value")).isEqualTo(sha1(opened));
    }

    private static String sha1(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    }

    @Test
    void keepsTheTextThatWasHashedThoughARefundMoves() {
        String order = payments.paid(localPay);
        localPay.refunds().hold();
        payments.refund(refundBody(order, "refund-" + order, 100));
        nextDay();
        JsonObject applied = caller.get(APPLY).json();

        localPay.refunds().succeed(MCHID, "refund-" + order);

        assertThat(download(applied).text()).contains(",`PROCESSING,");
    }

    @Test
    void refusesAnAddressThatIsOverUnknownOrAnothers() {
        payments.paid(localPay);
        nextDay();
        JsonObject applied = caller.get(APPLY).json();
        URI url = URI.create(applied.string("download_url"));
        TestCaller stranger = new TestCaller(localPay.addMerchant("1900000002"), clock);

        TestCaller.Answer anothers = stranger.get(url.getRawPath() + "?" + url.getRawQuery());
        TestCaller.Answer unknown = caller.get("/v3/billdownload/file?token=none");
        clock.forward(Duration.ofMinutes(5));
        TestCaller.Answer over = download(applied);

        assertThat(anothers.status()).isEqualTo(403);
        assertThat(anothers.code()).isEqualTo("NO_AUTH");
        assertThat(anothers.message()).isEqualTo("Another merchant asked for this bill");
        for (TestCaller.Answer answer : List.of(unknown, over)) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
            assertThat(answer.message())
                    .isEqualTo("There is no bill with this token any longer; ask for the bill again, and download it"
                            + " within five minutes");
        }
    }

    @Test
    void wantsASignedRequestForTheDownload() {
        payments.paid(localPay);
        nextDay();
        URI url = URI.create(caller.get(APPLY).json().string("download_url"));

        TestCaller.Answer answer =
                caller.sendWith("none", "GET", url.getRawPath() + "?" + url.getRawQuery(), new byte[0]);

        assertThat(answer.status()).isEqualTo(401);
    }

    // Time

    @Test
    void isThereOnTheNextDayFromTenOnAndNotBefore() {
        payments.paid(localPay);

        assertThat(caller.get(APPLY).message())
                .isEqualTo("bill_date is 2026-11-23: there are bills of days before today, 2026-11-23");
        clock.set(Instant.parse("2026-11-24T01:59:59Z"));
        TestCaller.Answer creating = caller.get(APPLY);
        clock.forward(Duration.ofSeconds(1));

        assertThat(creating.status()).isEqualTo(400);
        assertThat(creating.code()).isEqualTo("STATEMENT_CREATING");
        assertThat(creating.message()).isEqualTo("The bill of 2026-11-23 is there from 2026-11-24T10:00:00+08:00 on");
        assertThat(caller.get(APPLY).status()).isEqualTo(200);
    }

    @Test
    void isThereAtOnceOnDemand() throws Exception {
        payments.paid(localPay);

        localPay.bills().atOnce();
        assertThat(caller.get(APPLY).status()).isEqualTo(200);
        localPay.bills().onTheNextDay();
        assertThat(caller.get(APPLY).status()).isEqualTo(400);
        admin(JsonObject.of("at_once", true));
        assertThat(caller.get(APPLY).status()).isEqualTo(200);
    }

    private void admin(JsonObject body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(localPay.baseUrl().resolve("/localpay/bills"))
                                .POST(HttpRequest.BodyPublishers.ofString(body.toJson()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo(body.toJson());
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22, ALL", "2026-11-23, REFUND", "2026-11-23, RECHARGE_REFUND"})
    void doesNotExistWhereNothingHappened(String day, String type) {
        payments.paid(localPay);
        nextDay();

        TestCaller.Answer answer = caller.get("/v3/bill/tradebill?bill_date=" + day + "&bill_type=" + type);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("NO_STATEMENT_EXIST");
        assertThat(answer.message()).isEqualTo("Nothing of this bill happened on that day");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bill_type=ALL | PARAM_ERROR | bill_date is missing",
                "bill_date=20261122 | PARAM_ERROR | bill_date must be a day such as 2019-06-11",
                "bill_date=2026-11-31 | PARAM_ERROR | bill_date must be a day such as 2019-06-11",
                "bill_date=2026-11-22&tar_type=ZIP | PARAM_ERROR | tar_type must be one of GZIP",
                "bill_date=2026-11-24 | INVALID_REQUEST | bill_date is 2026-11-24: there are bills of days before today, 2026-11-23",
                "bill_date=2026-08-22 | INVALID_REQUEST | bill_date is 2026-08-22: there are bills of the last three months"
            })
    void refusesWhatThereCannotBe(String query, String code, String message) {
        TestCaller.Answer answer = caller.get("/v3/bill/tradebill?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).isEqualTo(message);
    }
}
