package io.github.fluentpay.local.busifavor;

import java.util.regex.Pattern;

/** Limits of fields that several requests share; the documentation's {@code string[min,max]}. */
final class Limits {

    static final int COUPON_CODE = 32;
    static final int STOCK_ID = 20;
    static final int REQUEST_NO = 128;
    static final int APPID = 32;
    static final int OPENID = 128;

    /** "Send a coupon to a user" (向用户发券): what out_request_no may hold. */
    static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z|_*-]*");

    static final String NUMBER_WORDS = "letters, digits and | _ * -";

    /** "Upload codes" (上传预存code): what a code may hold. */
    static final Pattern CODE = Pattern.compile("[0-9A-Za-z \\-_\\\\/=|]*");

    static final String CODE_WORDS = "letters, digits, spaces and - _ \\ / = |";

    private Limits() {}
}
