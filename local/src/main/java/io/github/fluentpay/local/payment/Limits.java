package io.github.fluentpay.local.payment;

import java.util.regex.Pattern;

/** Limits of fields that several requests share; the documentation's {@code string[min,max]}. Amounts are in fen. */
final class Limits {

    static final int MCHID = 32;
    static final int APPID = 32;
    static final int OPENID = 128;
    static final int OUT_TRADE_NO = 32;
    static final int OUT_REFUND_NO = 64;
    static final int TRANSACTION_ID = 32;

    /** No page names a largest amount; this one leaves room to add many of them. */
    static final long AMOUNT = 100_000_000_000L;

    /** "JSAPI order" (JSAPI下单): what out_trade_no may hold. */
    static final Pattern TRADE_NO = Pattern.compile("[0-9A-Za-z_|*-]*");

    static final String TRADE_NO_WORDS = "letters, digits and _ - | *";

    /** "Apply for a refund" (申请退款): what out_refund_no may hold. */
    static final Pattern REFUND_NO = Pattern.compile("[0-9A-Za-z_|*@-]*");

    static final String REFUND_NO_WORDS = "letters, digits and _ - | * @";

    private Limits() {}
}
