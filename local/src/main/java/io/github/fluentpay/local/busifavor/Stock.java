package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;

/**
 * A stock (批次): the rule its coupons follow.
 *
 * @param definition the request that made it, without {@code out_request_no}, and as it was modified since
 * @param createdAt seconds since the epoch
 */
record Stock(
        String stockId,
        String creator,
        String belong,
        String outRequestNo,
        StockState state,
        JsonObject definition,
        long createdAt) {

    CodeMode codeMode() {
        return CodeMode.valueOf(String.valueOf(definition.string("coupon_code_mode")));
    }

    /** Whether the merchant made it or owns it. */
    boolean concerns(String mchid) {
        return creator.equals(mchid) || belong.equals(mchid);
    }

    /** Whether events about its coupons name the user: creating it named an appid for that. */
    boolean notifiesOpenid() {
        return definition.at("/notify_config/notify_appid") != null;
    }

    SendRule sendRule() {
        return SendRule.of(definition);
    }

    Validity validity() {
        return Validity.of(definition);
    }
}
