package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.exchange.Fields;
import java.util.regex.Pattern;

/** Limits of fields that several requests share; the documentation's {@code string(40)}. */
final class Limits {

    static final int ID = 40;
    static final int COUPON_CODE = 40;
    static final int APPID = 32;
    static final int OPENID = 128;
    static final int REASON = 150;

    private static final int REQUEST_NO_MIN = 6;
    private static final int REQUEST_NO = 40;
    private static final int SEND_REQUEST_NO = 128;

    /** What request numbers and codes may hold. */
    static final Pattern WORD = Pattern.compile("[0-9A-Za-z_-]*");

    static final String WORD_CHARACTERS = "letters, digits and _ -";

    private Limits() {}

    static String requestNo(Fields body) {
        return body.text("out_request_no", REQUEST_NO_MIN, REQUEST_NO, WORD, WORD_CHARACTERS);
    }

    static String sendRequestNo(Fields body) {
        return body.text("send_request_no", REQUEST_NO_MIN, SEND_REQUEST_NO, WORD, WORD_CHARACTERS);
    }
}
