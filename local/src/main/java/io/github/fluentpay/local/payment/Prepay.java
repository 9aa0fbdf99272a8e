package io.github.fluentpay.local.payment;

/**
 * The order that a {@code prepay_id}, {@code code_url} or {@code h5_url} stands for.
 *
 * @param expiresAt when it ends, seconds since the epoch
 */
record Prepay(String mchid, String outTradeNo, long expiresAt) {}
