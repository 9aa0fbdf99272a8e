package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.v3.combinetransactions.CombineTransactionsJsapi;
import io.github.fluentpay.v3.pay.PayAmount;
import io.github.fluentpay.v3.pay.PayTransactionsApp;
import io.github.fluentpay.v3.pay.PayTransactionsH5;
import io.github.fluentpay.v3.pay.PayTransactionsJsapi;
import io.github.fluentpay.v3.pay.PayTransactionsNative;
import org.junit.jupiter.api.Test;

/** Every kind of order in one source file, by imports alone; orders that are answered alike have one type of reply. */
class OrdersInOneFileTest {

    private static final String APPID = "wxd678efh567hg6787";
    private static final String MCHID = "1900000001";
    private static final String NOTIFY_URL = "https://www.weixin.qq.com/wxpay/pay.php";

    @Test
    void needsNoQualifiedName() {
        RecordedPlatform platform = new RecordedPlatform();
        PayAmount amount = PayAmount.of(a -> a.total(100).currency("CNY"));
        PayTransactionsJsapi.Request jsapi = PayTransactionsJsapi.Request.of(b -> b.appid(APPID)
                .mchid(MCHID)
                .description("Image形象店")
                .outTradeNo("order-1")
                .notifyUrl(NOTIFY_URL)
                .amount(amount)
                .payer(p -> p.openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")));
        PayTransactionsNative.Request byCode = PayTransactionsNative.Request.of(b -> b.appid(APPID)
                .mchid(MCHID)
                .description("Image形象店")
                .outTradeNo("order-2")
                .notifyUrl(NOTIFY_URL)
                .amount(amount));
        PayTransactionsApp.Request app = PayTransactionsApp.Request.of(b -> b.appid(APPID)
                .mchid(MCHID)
                .description("Image形象店")
                .outTradeNo("order-3")
                .notifyUrl(NOTIFY_URL)
                .amount(amount));
        PayTransactionsH5.Request h5 = PayTransactionsH5.Request.of(b -> b.appid(APPID)
                .mchid(MCHID)
                .description("Image形象店")
                .outTradeNo("order-4")
                .notifyUrl(NOTIFY_URL)
                .amount(amount)
                .sceneInfo(s -> s.payerClientIp("127.0.0.1").h5Info(i -> i.type("Wap"))));
        CombineTransactionsJsapi.Request combined = CombineTransactionsJsapi.Request.of(b -> b.combineAppid(APPID)
                .combineMchid(MCHID)
                .combineOutTradeNo("combined-1")
                .notifyUrl(NOTIFY_URL)
                .combinePayerInfo(p -> p.openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"))
                .addSubOrders(o -> o.mchid(MCHID)
                        .outTradeNo("part-1")
                        .attach("a")
                        .description("d")
                        .amount(a -> a.totalAmount(10).currency("CNY")))
                .addSubOrders(o -> o.mchid(MCHID)
                        .outTradeNo("part-2")
                        .attach("b")
                        .description("d")
                        .amount(a -> a.totalAmount(20).currency("CNY"))));

        try (FluentPay pay = platform.client().build()) {
            platform.answer(200, "{\"prepay_id\":\"wx1\",\"code_url\":\"weixin://1\",\"h5_url\":\"https://h5\"}");
            PayTransactionsApp.Reply one = pay.v3().pay().transactions().jsapi().post(jsapi);
            PayTransactionsNative.Reply two =
                    pay.v3().pay().transactions().native_().post(byCode);
            String three = pay.v3().pay().transactions().app().post(app).prepayId();
            PayTransactionsH5.Reply four = pay.v3().pay().transactions().h5().post(h5);
            String five = pay.v3().combineTransactions().jsapi().post(combined).prepayId();

            assertThat(one.prepayId()).isEqualTo("wx1");
            assertThat(two.codeUrl()).isEqualTo("weixin://1");
            assertThat(three).isEqualTo("wx1");
            assertThat(four.h5Url()).isEqualTo("https://h5");
            assertThat(five).isEqualTo("wx1");
            assertThat(platform.lastBody())
                    .contains("\"sub_orders\":[{\"mchid\":\"1900000001\",\"out_trade_no\":\"part-1\"")
                    .contains("{\"total_amount\":20,\"currency\":\"CNY\"}");
        }
    }
}
