package io.github.fluentpay.local.productcoupon;

/** Where the codes of a stock come from (券Code分配模式). */
enum CodeMode {
    /** The platform makes them. */
    WECHATPAY,
    /** The merchant uploads them. */
    UPLOAD,
    /** The merchant names one at each sending. */
    API_ASSIGN
}
