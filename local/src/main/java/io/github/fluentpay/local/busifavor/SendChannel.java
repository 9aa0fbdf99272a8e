package io.github.fluentpay.local.busifavor;

/** How a user came by a coupon (发放渠道), as far as LocalPay sends any; page "event of a coupon sent" (领券事件回调通知). */
enum SendChannel {
    /** A merchant's server sent it. */
    API,
    /** The user took it on the page for browsers. */
    H5,
    /** The user took it in a mini-program. */
    MINIAPP;

    String wireName() {
        return "BUSICOUPON_SEND_CHANNEL_" + name();
    }
}
