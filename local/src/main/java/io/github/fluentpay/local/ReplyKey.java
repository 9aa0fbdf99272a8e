package io.github.fluentpay.local;

/** Which of its keys the platform signs a reply with when the request does not ask for one by {@code Wechatpay-Serial}. */
public enum ReplyKey {
    /** The WeChat Pay public key (微信支付公钥). */
    PUBLIC_KEY,
    /** The platform certificate (平台证书). */
    CERTIFICATE
}
