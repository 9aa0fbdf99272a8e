package io.github.fluentpay.interop;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/** What a shop's server asks the platform for, and is told by it, in whatever client; each number is of the shop's choice. */
interface Shop {

    /**
     * What the platform knows of a coupon.
     *
     * @param outTradeNo of the order it is associated with, or null
     * @param returnRequestNo of its last return, or null
     */
    record Coupon(
            String state,
            @Nullable String outTradeNo,
            @Nullable String returnRequestNo,
            @Nullable String returnTime) {}

    /** What a notification told, or what a query did: the state of an order, or of a refund. */
    record Told(String outTradeNo, String state) {}

    /** Sends the user of the documentation's examples a coupon of their stock. */
    void send(String coupon);

    /** Takes an order of 100 fen, and returns the {@code prepay_id}. */
    String order(String outTradeNo, String notifyUrl);

    Told order(String outTradeNo);

    void associate(String coupon, String outTradeNo);

    void disassociate(String coupon, String outTradeNo);

    /** Uses the coupon for the order; returns the user. */
    String use(String coupon, String outTradeNo);

    /** Refunds some fen of the order; returns the status. */
    String refund(String outTradeNo, String outRefundNo, long fen, String notifyUrl);

    Told refund(String outRefundNo);

    /** Gives the coupon back, and returns the time of that. */
    String giveBack(String coupon, String returnRequestNo);

    Coupon coupon(String coupon);

    /** Verifies and opens a notification. */
    Told told(Headers headers, byte[] body);
}
