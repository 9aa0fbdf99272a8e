package io.github.fluentpay.examples;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.events.RefundSuccess;
import io.github.fluentpay.events.TransactionSuccess;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.typed.EventView;
import io.github.fluentpay.v3.busifavor.Busifavor;
import io.github.fluentpay.v3.busifavor.BusifavorUsersCouponsAppidsByAppid;
import io.github.fluentpay.v3.pay.PayTransactionsApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * An order with a merchant coupon: paid, and the coupon used; refunded, and the coupon given back (申请退券); used again.
 * The shop acts when it is notified, and derives each request number from its own order: to be told twice does no harm.
 */
public final class RefundAndReturn {

    private static final String STOCK = "1234567891";
    private static final String COUPON = "sxxe34343435";
    private static final String APPID = "wxd678efh567hg6787";
    private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    /** The goods cost 105 fen, and the coupon takes 5 off. */
    private static final long TO_PAY = 100;

    private final FluentPay pay;
    private final String mchid;
    private final String notifyUrl;

    private RefundAndReturn(FluentPay pay, String mchid, String notifyUrl) {
        this.pay = pay;
        this.mchid = mchid;
        this.notifyUrl = notifyUrl;
    }

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            RefundAndReturn shop = new RefundAndReturn(
                    pay,
                    localPay.profile().merchant().mchid(),
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/wechatpay");
            server.createContext("/wechatpay", shop::answer);
            server.start();

            String prepayId = shop.order("order-1");
            shop.show("order-1");
            localPay.payer().payWith(prepayId);
            localPay.callbacks().awaitQuiet(Duration.ofSeconds(10));
            shop.show("order-1");
            shop.refund("order-1");
            localPay.callbacks().awaitQuiet(Duration.ofSeconds(10));
            shop.show("order-1");

            localPay.payer().payWith(shop.order("order-2"));
            localPay.callbacks().awaitQuiet(Duration.ofSeconds(10));
            shop.show("order-2");
        } finally {
            server.stop(0);
        }
    }

    /** Returns the {@code prepay_id} that the user's WeChat pays with. */
    private String order(String outTradeNo) {
        PayTransactionsApp.Reply reply = pay.v3()
                .pay()
                .transactions()
                .jsapi()
                .post(b -> b.appid(APPID)
                        .mchid(mchid)
                        .description("Image形象店-深圳腾大-QQ公仔")
                        .outTradeNo(outTradeNo)
                        .notifyUrl(notifyUrl)
                        .amount(a -> a.total(TO_PAY).currency("CNY"))
                        .payer(p -> p.openid(OPENID)));
        return requireNonNull(reply.prepayId());
    }

    private void refund(String outTradeNo) {
        String status = pay.v3()
                .refund()
                .domestic()
                .refunds()
                .post(b -> b.outTradeNo(outTradeNo)
                        .outRefundNo("refund-" + outTradeNo)
                        .reason("商品已售完")
                        .notifyUrl(notifyUrl)
                        .amount(a -> a.refund(TO_PAY).total(TO_PAY).currency("CNY")))
                .status();
        System.out.println("The refund of " + outTradeNo + " is " + status);
    }

    /** What the platform says, over HTTP. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            NotificationRequest request = NotificationRequest.of(
                    exchange.getRequestHeaders()::getFirst,
                    exchange.getRequestBody().readAllBytes());
            NotificationAnswer answer = pay.notifications().handle(request, this::act);
            byte[] body = answer.body();
            exchange.getResponseHeaders().set("Content-Type", NotificationAnswer.CONTENT_TYPE);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void act(EventView event) {
        if (event instanceof TransactionSuccess paid) {
            use(requireNonNull(paid.outTradeNo()), requireNonNull(paid.successTime()));
            System.out.println(paid.outTradeNo() + " is paid: the coupon is used");
        } else if (event instanceof RefundSuccess refunded) {
            giveBack(requireNonNull(refunded.outTradeNo()));
            System.out.println(refunded.outTradeNo() + " is refunded: the coupon is given back");
        }
    }

    private void use(String outTradeNo, OffsetDateTime paidAt) {
        Busifavor busifavor = pay.v3().marketing().busifavor();
        busifavor
                .coupons()
                .associate()
                .post(b -> b.stockId(STOCK)
                        .couponCode(COUPON)
                        .outTradeNo(outTradeNo)
                        .outRequestNo("associate-" + outTradeNo));
        busifavor
                .coupons()
                .use()
                .post(b -> b.stockId(STOCK)
                        .couponCode(COUPON)
                        .appid(APPID)
                        .useTime(paidAt)
                        .useRequestNo("use-" + outTradeNo));
    }

    private void giveBack(String outTradeNo) {
        Busifavor busifavor = pay.v3().marketing().busifavor();
        busifavor
                .coupons()
                .return_()
                .post(b -> b.stockId(STOCK).couponCode(COUPON).returnRequestNo("return-" + outTradeNo));
        busifavor
                .coupons()
                .disassociate()
                .post(b -> b.stockId(STOCK)
                        .couponCode(COUPON)
                        .outTradeNo(outTradeNo)
                        .outRequestNo("disassociate-" + outTradeNo));
    }

    private void show(String outTradeNo) {
        String order = pay.v3()
                .pay()
                .transactions()
                .outTradeNo()
                .outTradeNo(outTradeNo)
                .get(q -> q.mchid(mchid))
                .tradeState();
        BusifavorUsersCouponsAppidsByAppid.GetReply coupon = pay.v3()
                .marketing()
                .busifavor()
                .users()
                .openid(OPENID)
                .coupons()
                .couponCode(COUPON)
                .appids()
                .appid(APPID)
                .get();
        System.out.println(outTradeNo + ": " + order + ", coupon: " + coupon.couponState()
                + (coupon.associateOutTradeNo() == null ? "" : " for " + coupon.associateOutTradeNo()));
    }
}
