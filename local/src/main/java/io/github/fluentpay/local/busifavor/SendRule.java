package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How many coupons of a stock may be sent: {@code stock_send_rule}.
 *
 * @param maxByDay null for no such limit
 * @param forPersons whether all users who are one natural person count as one
 */
record SendRule(long max, long maxPerUser, @Nullable Long maxByDay, boolean forPersons) {

    static SendRule of(JsonObject definition) {
        JsonObject rule = definition.object("stock_send_rule");
        JsonObject fields = rule == null ? JsonObject.empty() : rule;
        return new SendRule(
                number(fields, "max_coupons"),
                number(fields, "max_coupons_per_user"),
                fields.integer("max_coupons_by_day"),
                Boolean.TRUE.equals(fields.bool("natural_person_limit")));
    }

    private static long number(JsonObject fields, String name) {
        Long number = fields.integer(name);
        return number == null ? Long.MAX_VALUE : number;
    }
}
