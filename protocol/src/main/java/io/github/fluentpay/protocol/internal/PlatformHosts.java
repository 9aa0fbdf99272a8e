package io.github.fluentpay.protocol.internal;

import java.util.Set;

/** The hosts of the platform itself; documentation, "domains" (域名): the two of the mainland, the newer pair, and the one overseas. */
public final class PlatformHosts {

    /** In lower case. */
    public static final Set<String> ALL = Set.of(
            "api.mch.weixin.qq.com",
            "api2.mch.weixin.qq.com",
            "api.wechatpay.cn",
            "api2.wechatpay.cn",
            "apihk.mch.weixin.qq.com");

    private PlatformHosts() {}
}
