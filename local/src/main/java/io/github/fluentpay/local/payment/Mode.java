package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.Fields;
import org.jspecify.annotations.Nullable;

/** The two ways to name who sells. */
enum Mode {
    /** A merchant of its own (直连商户). */
    DIRECT("", "mchid", "appid", "openid"),
    /** A service provider (服务商) for its sub-merchant. */
    PARTNER("/partner", "sp_mchid", "sp_appid", "sp_openid");

    private final String pathPart;
    private final String mchid;
    private final String appid;
    private final String openid;

    Mode(String pathPart, String mchid, String appid, String openid) {
        this.pathPart = pathPart;
        this.mchid = mchid;
        this.appid = appid;
        this.openid = openid;
    }

    /** What all paths of orders begin with. */
    String base() {
        return "/v3/pay" + pathPart + "/transactions";
    }

    /** The field that names who orders. */
    String mchid() {
        return mchid;
    }

    /** The field with the appid that belongs to it. */
    String appid() {
        return appid;
    }

    /** The field of {@code payer} with the user under that appid. */
    String openid() {
        return openid;
    }

    /** Refuses fields that name another merchant than the one that signs; answers the sub-merchant, null if there is none. */
    @Nullable
    String check(Fields fields, String caller) {
        if (!fields.text(mchid, 1, Limits.MCHID).equals(caller)) {
            throw fields.invalid(mchid, "must be the merchant that signs the request, " + caller);
        }
        return this == PARTNER ? fields.text("sub_mchid", 1, Limits.MCHID) : null;
    }
}
