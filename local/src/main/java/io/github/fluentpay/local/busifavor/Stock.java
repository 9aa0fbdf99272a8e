package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Period;
import io.github.fluentpay.local.coupon.Quotas;

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

    /** How much of its limits is taken. */
    static final Quotas QUOTAS = new Quotas("busifavor_quotas");

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

    Period period() {
        return Period.of(availableTime(), "available_day_after_receive", "available_second_after_receive");
    }

    /** When within that. */
    UsableTimes usableTimes() {
        return UsableTimes.of(availableTime());
    }

    private JsonObject availableTime() {
        return definition.at("/coupon_use_rule/coupon_available_time") instanceof JsonObject time
                ? time
                : JsonObject.empty();
    }
}
