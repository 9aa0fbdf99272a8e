package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.identity.DataFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders and refunds by calling LocalPay, and looks at the notifications that wait to be sent. */
final class PaymentFixture {

    static final String BASE = "/v3/pay/transactions";
    static final String REFUNDS = "/v3/refund/domestic/refunds";
    static final String MCHID = "1900000001";
    static final String NOTIFY_URL = "https://www.weixin.qq.com/wxpay/pay.php";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestCaller caller;

    PaymentFixture(TestCaller caller) {
        this.caller = caller;
    }

    /** An out_trade_no that was not used before. */
    static String number() {
        return "order-" + NUMBER.incrementAndGet();
    }

    /** The documentation's example of an order inside WeChat, with a number of its own. */
    static JsonObject jsapiBody(String outTradeNo) {
        return nativeBody(outTradeNo).with("payer", JsonObject.of("openid", CouponFixture.OPENID));
    }

    static JsonObject nativeBody(String outTradeNo) {
        return JsonObject.of(
                "appid",
                CouponFixture.APPID,
                "mchid",
                MCHID,
                "description",
                "Image形象店-深圳腾大-QQ公仔",
                "out_trade_no",
                outTradeNo,
                "notify_url",
                NOTIFY_URL,
                "amount",
                JsonObject.of("total", 100, "currency", "CNY"));
    }

    static JsonObject h5Body(String outTradeNo) {
        return nativeBody(outTradeNo)
                .with(
                        "scene_info",
                        JsonObject.of("payer_client_ip", "14.23.150.211", "h5_info", JsonObject.of("type", "Wap")));
    }

    TestCaller.Answer order(String path, JsonObject body) {
        return caller.post(BASE + "/" + path, body);
    }

    /** An order that is not paid. */
    String ordered() {
        return ordered(jsapiBody(number()));
    }

    String ordered(JsonObject body) {
        TestCaller.Answer answer = order("jsapi", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return body.string("out_trade_no");
    }

    TestCaller.Answer query(String outTradeNo) {
        return caller.get(BASE + "/out-trade-no/" + outTradeNo + "?mchid=" + MCHID);
    }

    TestCaller.Answer close(String outTradeNo) {
        return caller.post(BASE + "/out-trade-no/" + outTradeNo + "/close", JsonObject.of("mchid", MCHID));
    }

    /** An order that is paid, of 100 fen. */
    String paid(LocalPay localPay) {
        String order = ordered();
        localPay.payer().pay(MCHID, order);
        return order;
    }

    static JsonObject refundBody(String outTradeNo, String outRefundNo, long refund) {
        return JsonObject.of(
                "out_trade_no",
                outTradeNo,
                "out_refund_no",
                outRefundNo,
                "reason",
                "商品已售完",
                "notify_url",
                "https://weixin.qq.com",
                "amount",
                JsonObject.of("refund", refund, "total", 100, "currency", "CNY"));
    }

    TestCaller.Answer refund(JsonObject body) {
        return caller.post(REFUNDS, body);
    }

    TestCaller.Answer queryRefund(String outRefundNo) {
        return caller.get(REFUNDS + "/" + outRefundNo);
    }

    String status(String outRefundNo) {
        return queryRefund(outRefundNo).json().string("status");
    }

    String state(String outTradeNo) {
        return query(outTradeNo).json().string("trade_state");
    }

    /** One row of the notifications that wait, without id and times. */
    record Waiting(
            String mchid,
            String url,
            String eventType,
            String originalType,
            String summary,
            JsonObject resource,
            String schedule) {}

    /** The notifications about an order in the database of that folder. */
    static List<Waiting> waiting(Path folder, String outTradeNo) {
        return waiting("jdbc:sqlite:" + folder.resolve(DataFolder.DATABASE), "created_at, rowid", outTradeNo);
    }

    /** Those in a database of any kind, whose times differ. */
    static List<Waiting> waiting(String url, String outTradeNo) {
        return waiting(url, "created_at", outTradeNo);
    }

    private static List<Waiting> waiting(String url, String order, String outTradeNo) {
        List<Waiting> waiting = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM callbacks ORDER BY " + order)) {
            while (rows.next()) {
                waiting.add(new Waiting(
                        rows.getString("mchid"),
                        rows.getString("url"),
                        rows.getString("event_type"),
                        rows.getString("original_type"),
                        rows.getString("summary"),
                        JsonObject.parse(rows.getString("resource")),
                        rows.getString("schedule")));
            }
        } catch (SQLException e) {
            throw new AssertionError("The notifications cannot be read", e);
        }
        return waiting.stream()
                .filter(row -> outTradeNo.equals(row.resource().string("out_trade_no")))
                .toList();
    }
}
