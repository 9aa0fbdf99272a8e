package io.github.fluentpay.interop;

import com.sun.net.httpserver.Headers;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.NotificationRequest;
import java.util.Map;
import java.util.concurrent.Callable;

/** A shop with our client, in one of its spellings. */
final class FluentPayShop implements Shop {

    private final FluentPay pay;
    private final String mchid;
    private final Spelling spelling;

    FluentPayShop(FluentPay pay, String mchid, Spelling spelling) {
        this.pay = pay;
        this.mchid = mchid;
        this.spelling = spelling;
    }

    @Override
    public void send(String coupon) {
        post(
                TypedCalls.SEND,
                of(coupon)
                        .with("appid", ExampleCoupon.APPID)
                        .with("openid", ExampleCoupon.OPENID)
                        .with("out_request_no", "send-1"));
    }

    @Override
    public String order(String outTradeNo, String notifyUrl) {
        return post(
                        TypedCalls.JSAPI,
                        JsonObject.builder()
                                .put("appid", ExampleCoupon.APPID)
                                .put("mchid", mchid)
                                .put("description", "Image形象店-深圳腾大-QQ公仔")
                                .put("out_trade_no", outTradeNo)
                                .put("notify_url", notifyUrl)
                                .put("amount", JsonObject.of("total", 100, "currency", "CNY"))
                                .put("payer", JsonObject.of("openid", ExampleCoupon.OPENID))
                                .build())
                .string("prepay_id");
    }

    @Override
    public Told order(String outTradeNo) {
        JsonObject order = get(TypedCalls.ORDER, Map.of("out_trade_no", outTradeNo), Map.of("mchid", mchid));
        return new Told(order.string("out_trade_no"), order.string("trade_state"));
    }

    @Override
    public void associate(String coupon, String outTradeNo) {
        post(TypedCalls.ASSOCIATE, ofOrder(coupon, outTradeNo, "associate-" + outTradeNo));
    }

    @Override
    public void disassociate(String coupon, String outTradeNo) {
        post(TypedCalls.DISASSOCIATE, ofOrder(coupon, outTradeNo, "disassociate-" + outTradeNo));
    }

    private static JsonObject ofOrder(String coupon, String outTradeNo, String outRequestNo) {
        return of(coupon).with("out_trade_no", outTradeNo).with("out_request_no", outRequestNo);
    }

    @Override
    public String use(String coupon, String outTradeNo) {
        return post(
                        TypedCalls.USE,
                        of(coupon)
                                .with("appid", ExampleCoupon.APPID)
                                .with("use_time", "2026-11-23T12:00:00+08:00")
                                .with("use_request_no", "use-" + outTradeNo))
                .string("openid");
    }

    @Override
    public String refund(String outTradeNo, String outRefundNo, long fen, String notifyUrl) {
        return post(
                        TypedCalls.REFUNDS,
                        JsonObject.of(
                                "out_trade_no",
                                outTradeNo,
                                "out_refund_no",
                                outRefundNo,
                                "reason",
                                "商品已售完",
                                "notify_url",
                                notifyUrl,
                                "amount",
                                JsonObject.of("refund", fen, "total", 100, "currency", "CNY")))
                .string("status");
    }

    @Override
    public Told refund(String outRefundNo) {
        JsonObject refund = get(TypedCalls.REFUND, Map.of("out_refund_no", outRefundNo), Map.of());
        return new Told(refund.string("out_trade_no"), refund.string("status"));
    }

    @Override
    public String giveBack(String coupon, String returnRequestNo) {
        return post(ExampleCoupon.RETURN, of(coupon).with("return_request_no", returnRequestNo))
                .string("wechatpay_return_time");
    }

    @Override
    public Coupon coupon(String coupon) {
        JsonObject found = get(
                TypedCalls.COUPON,
                Map.of("openid", ExampleCoupon.OPENID, "coupon_code", coupon, "appid", ExampleCoupon.APPID),
                Map.of());
        return new Coupon(
                found.string("coupon_state"),
                found.string("associate_out_trade_no"),
                found.string("return_request_no"),
                found.string("return_time"));
    }

    @Override
    public Told told(Headers headers, byte[] body) {
        JsonObject told = spelled(() -> spelling.receive(pay, NotificationRequest.of(headers::getFirst, body)))
                .json();
        String order = told.string("trade_state");
        return new Told(told.string("out_trade_no"), order == null ? told.string("refund_status") : order);
    }

    private static JsonObject of(String coupon) {
        return JsonObject.of("stock_id", ExampleCoupon.STOCK_ID, "coupon_code", coupon);
    }

    private JsonObject post(String path, JsonObject body) {
        return spelled(() -> spelling.post(pay, path, body)).json();
    }

    private JsonObject get(String template, Map<String, String> path, Map<String, String> query) {
        return spelled(() -> spelling.get(pay, template, path, query)).json();
    }

    /** Nobody interrupts this shop. */
    private static <T> T spelled(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
