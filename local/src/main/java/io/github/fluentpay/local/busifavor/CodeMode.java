package io.github.fluentpay.local.busifavor;

/** Who chooses the codes of a stock's coupons (券code模式). */
enum CodeMode {
    /** The platform: 22 digits. */
    WECHATPAY_MODE,
    /** The merchant, when it sends. */
    MERCHANT_API,
    /** The merchant, beforehand; of the codes it uploaded the platform takes any. */
    MERCHANT_UPLOAD
}
