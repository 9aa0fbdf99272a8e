package io.github.fluentpay.interop;

import com.sun.net.httpserver.Headers;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.merchantexclusivecoupon.MerchantExclusiveCouponService;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.AssociateTradeInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponEntity;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.DisassociateTradeInfoRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.QueryCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ReturnCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SendCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.UseCouponRequest;
import com.wechat.pay.java.service.payments.jsapi.JsapiService;
import com.wechat.pay.java.service.payments.jsapi.model.Amount;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest;
import com.wechat.pay.java.service.payments.jsapi.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import java.nio.charset.StandardCharsets;

/** A shop with the platform's SDK. */
final class WechatpayJavaShop implements Shop {

    private final String mchid;
    private final MerchantExclusiveCouponService coupons;
    private final JsapiService orders;
    private final RefundService refunds;
    private final NotificationParser notifications;

    WechatpayJavaShop(String mchid, HttpClient http, NotificationParser notifications) {
        this.mchid = mchid;
        this.coupons =
                new MerchantExclusiveCouponService.Builder().httpClient(http).build();
        this.orders = new JsapiService.Builder().httpClient(http).build();
        this.refunds = new RefundService.Builder().httpClient(http).build();
        this.notifications = notifications;
    }

    @Override
    public void send(String coupon) {
        SendCouponRequest request = new SendCouponRequest();
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setCouponCode(coupon);
        request.setAppid(ExampleCoupon.APPID);
        request.setOpenid(ExampleCoupon.OPENID);
        request.setOutRequestNo("send-1");
        coupons.sendCoupon(request);
    }

    @Override
    public String order(String outTradeNo, String notifyUrl) {
        PrepayRequest request = new PrepayRequest();
        request.setAppid(ExampleCoupon.APPID);
        request.setMchid(mchid);
        request.setDescription("Image形象店-深圳腾大-QQ公仔");
        request.setOutTradeNo(outTradeNo);
        request.setNotifyUrl(notifyUrl);
        Amount amount = new Amount();
        amount.setTotal(100);
        amount.setCurrency("CNY");
        request.setAmount(amount);
        Payer payer = new Payer();
        payer.setOpenid(ExampleCoupon.OPENID);
        request.setPayer(payer);
        return orders.prepay(request).getPrepayId();
    }

    @Override
    public Told order(String outTradeNo) {
        QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(mchid);
        request.setOutTradeNo(outTradeNo);
        return told(orders.queryOrderByOutTradeNo(request));
    }

    private static Told told(Transaction order) {
        return new Told(order.getOutTradeNo(), order.getTradeState().name());
    }

    @Override
    public void associate(String coupon, String outTradeNo) {
        AssociateTradeInfoRequest request = new AssociateTradeInfoRequest();
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setCouponCode(coupon);
        request.setOutTradeNo(outTradeNo);
        request.setOutRequestNo("associate-" + outTradeNo);
        coupons.associateTradeInfo(request);
    }

    @Override
    public void disassociate(String coupon, String outTradeNo) {
        DisassociateTradeInfoRequest request = new DisassociateTradeInfoRequest();
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setCouponCode(coupon);
        request.setOutTradeNo(outTradeNo);
        request.setOutRequestNo("disassociate-" + outTradeNo);
        coupons.disassociateTradeInfo(request);
    }

    @Override
    public String use(String coupon, String outTradeNo) {
        UseCouponRequest request = new UseCouponRequest();
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setCouponCode(coupon);
        request.setAppid(ExampleCoupon.APPID);
        request.setUseTime("2026-11-23T12:00:00+08:00");
        request.setUseRequestNo("use-" + outTradeNo);
        return coupons.useCoupon(request).getOpenid();
    }

    @Override
    public String refund(String outTradeNo, String outRefundNo, long fen, String notifyUrl) {
        CreateRequest request = new CreateRequest();
        request.setOutTradeNo(outTradeNo);
        request.setOutRefundNo(outRefundNo);
        request.setReason("商品已售完");
        request.setNotifyUrl(notifyUrl);
        AmountReq amount = new AmountReq();
        amount.setRefund(fen);
        amount.setTotal(100L);
        amount.setCurrency("CNY");
        request.setAmount(amount);
        return refunds.create(request).getStatus().name();
    }

    @Override
    public Told refund(String outRefundNo) {
        QueryByOutRefundNoRequest request = new QueryByOutRefundNoRequest();
        request.setOutRefundNo(outRefundNo);
        Refund refund = refunds.queryByOutRefundNo(request);
        return new Told(refund.getOutTradeNo(), refund.getStatus().name());
    }

    @Override
    public String giveBack(String coupon, String returnRequestNo) {
        ReturnCouponRequest request = new ReturnCouponRequest();
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setCouponCode(coupon);
        request.setReturnRequestNo(returnRequestNo);
        return coupons.returnCoupon(request).getWechatpayReturnTime();
    }

    @Override
    public Coupon coupon(String coupon) {
        QueryCouponRequest request = new QueryCouponRequest();
        request.setCouponCode(coupon);
        request.setOpenid(ExampleCoupon.OPENID);
        request.setAppid(ExampleCoupon.APPID);
        CouponEntity found = coupons.queryCoupon(request);
        return new Coupon(
                found.getCouponState().name(),
                found.getAssociateOutTradeNo(),
                found.getReturnRequestNo(),
                found.getReturnTime());
    }

    /** The SDK has to be told the kind of a notification; it is known by the fields of its resource. */
    @Override
    public Told told(Headers headers, byte[] body) {
        RequestParam request = new RequestParam.Builder()
                .serialNumber(headers.getFirst("Wechatpay-Serial"))
                .timestamp(headers.getFirst("Wechatpay-Timestamp"))
                .nonce(headers.getFirst("Wechatpay-Nonce"))
                .signature(headers.getFirst("Wechatpay-Signature"))
                .signType(headers.getFirst("Wechatpay-Signature-Type"))
                .body(new String(body, StandardCharsets.UTF_8))
                .build();
        RefundNotification refund = notifications.parse(request, RefundNotification.class);
        return refund.getRefundStatus() == null
                ? told(notifications.parse(request, Transaction.class))
                : new Told(refund.getOutTradeNo(), refund.getRefundStatus().name());
    }
}
