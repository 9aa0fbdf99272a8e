package io.github.fluentpay.interop;

import io.github.fluentpay.json.JsonObject;

/** The coupon of the documentation's example, which LocalPay starts with: it is USED, and can be returned. */
final class ExampleCoupon {

    static final String STOCK_ID = "1234567891";
    static final String CODE = "sxxe34343434";
    static final String RETURN_REQUEST_NO = "1002600620019090123143254436";

    /** Of the same stock, and never used. */
    static final String UNUSED_CODE = "sxxe34343435";

    static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    static final String APPID = "wxd678efh567hg6787";

    static final String BUSIFAVOR = "/v3/marketing/busifavor";
    static final String RETURN = BUSIFAVOR + "/coupons/return";

    /** A time as LocalPay writes it. */
    static final String BEIJING_TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00";

    private ExampleCoupon() {}

    static JsonObject returnBody() {
        return returnBody(CODE, RETURN_REQUEST_NO);
    }

    static JsonObject returnBody(String code, String requestNo) {
        return JsonObject.of("coupon_code", code, "stock_id", STOCK_ID, "return_request_no", requestNo);
    }
}
