package io.github.fluentpay.local.payment;

import java.time.Duration;

/** Where a user pays (交易类型); documentation pages of each kind of order (下单). */
enum TradeType {
    /** Inside WeChat: an official account's page, or a mini-program. */
    JSAPI("jsapi", "prepay_id", Duration.ofHours(2), Duration.ofDays(15)),
    /** With a code that WeChat scans. */
    NATIVE("native", "code_url", Duration.ofHours(2), Duration.ofDays(7)),
    /** In the merchant's app. */
    APP("app", "prepay_id", Duration.ofHours(2), Duration.ofDays(15)),
    /** In a browser outside WeChat; H5 in paths. */
    MWEB("h5", "h5_url", Duration.ofMinutes(5), Duration.ofDays(15));

    private final String path;
    private final String handle;
    private final Duration handleLasts;
    private final Duration longest;

    TradeType(String path, String handle, Duration handleLasts, Duration longest) {
        this.path = path;
        this.handle = handle;
        this.handleLasts = handleLasts;
        this.longest = longest;
    }

    /** The last segment of the path to order with. */
    String path() {
        return path;
    }

    /** The reply's field with what the user's device pays with. */
    String handle() {
        return handle;
    }

    /** How long that can be used. */
    Duration handleLasts() {
        return handleLasts;
    }

    /** How far away {@code time_expire} may be. */
    Duration longest() {
        return longest;
    }
}
