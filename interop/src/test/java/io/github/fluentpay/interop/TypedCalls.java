package io.github.fluentpay.interop;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.v3.busifavor.BusifavorCoupons;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsAssociate;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsDisassociate;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsSend;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsUse;
import io.github.fluentpay.v3.busifavor.BusifavorUsersCouponsAppidsByAppid;
import io.github.fluentpay.v3.pay.PayTransactionsJsapi;
import io.github.fluentpay.v3.pay.PayTransactionsOutTradeNoByOutTradeNo;
import io.github.fluentpay.v3.refund.RefundDomesticRefunds;
import io.github.fluentpay.v3.refund.RefundDomesticRefundsByOutRefundNo;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The typed chain of each path that is called in every spelling. */
final class TypedCalls {

    static final String SEND = ExampleCoupon.BUSIFAVOR + "/coupons/send";
    static final String USE = ExampleCoupon.BUSIFAVOR + "/coupons/use";
    static final String ASSOCIATE = ExampleCoupon.BUSIFAVOR + "/coupons/associate";
    static final String DISASSOCIATE = ExampleCoupon.BUSIFAVOR + "/coupons/disassociate";
    static final String COUPON = ExampleCoupon.BUSIFAVOR + "/users/{openid}/coupons/{coupon_code}/appids/{appid}";
    static final String JSAPI = "/v3/pay/transactions/jsapi";
    static final String ORDER = "/v3/pay/transactions/out-trade-no/{out_trade_no}";
    static final String REFUNDS = "/v3/refund/domestic/refunds";
    static final String REFUND = REFUNDS + "/{out_refund_no}";

    /** A call in its two ways. */
    record Typed(Supplier<Reply> sync, Supplier<CompletableFuture<Reply>> async) {}

    private TypedCalls() {}

    static Typed post(FluentPay pay, String path, JsonObject body) {
        BusifavorCoupons coupons = pay.v3().marketing().busifavor().coupons();
        return switch (path) {
            case SEND -> typed(BusifavorCouponsSend.Request.of(body), coupons.send()::post, coupons.send()::postAsync);
            case USE -> typed(BusifavorCouponsUse.Request.of(body), coupons.use()::post, coupons.use()::postAsync);
            case ExampleCoupon.RETURN ->
                typed(BusifavorCouponsReturn.Request.of(body), coupons.return_()::post, coupons.return_()::postAsync);
            case ASSOCIATE ->
                typed(
                        BusifavorCouponsAssociate.Request.of(body),
                        coupons.associate()::post,
                        coupons.associate()::postAsync);
            case DISASSOCIATE ->
                typed(
                        BusifavorCouponsDisassociate.Request.of(body),
                        coupons.disassociate()::post,
                        coupons.disassociate()::postAsync);
            case JSAPI -> {
                PayTransactionsJsapi jsapi = pay.v3().pay().transactions().jsapi();
                yield typed(PayTransactionsJsapi.Request.of(body), jsapi::post, jsapi::postAsync);
            }
            case REFUNDS -> {
                RefundDomesticRefunds refunds = pay.v3().refund().domestic().refunds();
                yield typed(RefundDomesticRefunds.Request.of(body), refunds::post, refunds::postAsync);
            }
            default -> throw new AssertionError("The typed chain of " + path + " is another");
        };
    }

    static Typed get(FluentPay pay, String template, Map<String, String> path, Map<String, String> query) {
        return switch (template) {
            case ORDER -> {
                PayTransactionsOutTradeNoByOutTradeNo order =
                        pay.v3().pay().transactions().outTradeNo().outTradeNo(path.get("out_trade_no"));
                yield typed(
                        PayTransactionsOutTradeNoByOutTradeNo.GetQuery.of(JsonObject.from(query)),
                        order::get,
                        order::getAsync);
            }
            case REFUND -> {
                RefundDomesticRefundsByOutRefundNo refund =
                        pay.v3().refund().domestic().refunds().outRefundNo(path.get("out_refund_no"));
                yield typed(
                        RefundDomesticRefundsByOutRefundNo.GetQuery.of(JsonObject.from(query)),
                        refund::get,
                        refund::getAsync);
            }
            case COUPON -> {
                BusifavorUsersCouponsAppidsByAppid coupon = pay.v3()
                        .marketing()
                        .busifavor()
                        .users()
                        .openid(path.get("openid"))
                        .coupons()
                        .couponCode(path.get("coupon_code"))
                        .appids()
                        .appid(path.get("appid"));
                yield new Typed(
                        () -> coupon.get().reply(), () -> coupon.getAsync().thenApply(ReplyView::reply));
            }
            default -> throw new AssertionError("The typed chain of " + template + " is another");
        };
    }

    private static <Q> Typed typed(
            Q request,
            Function<Q, ? extends ReplyView> sync,
            Function<Q, ? extends CompletableFuture<? extends ReplyView>> async) {
        return new Typed(
                () -> sync.apply(request).reply(), () -> async.apply(request).thenApply(ReplyView::reply));
    }
}
