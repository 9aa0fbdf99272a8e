package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When coupons of a stock can be used: {@code single_usage_rule.coupon_available_period}.
 *
 * @param days valid for so many days, the first one included; null for no such limit
 * @param waitDays usable from 00:00:00 of that day after the receipt; null for at once
 * @param seconds valid for so many seconds; null for no such limit
 */
record Period(
        Instant begin,
        Instant end,
        @Nullable Long days,
        @Nullable Long waitDays,
        @Nullable Long seconds) {

    /** When one coupon can be used, both ends included. */
    record Window(Instant from, Instant until) {}

    static Period of(JsonObject definition) {
        JsonObject period = definition.at("/single_usage_rule/coupon_available_period") instanceof JsonObject found
                ? found
                : JsonObject.empty();
        return new Period(
                instant(period.string("available_begin_time")),
                instant(period.string("available_end_time")),
                period.integer("available_days"),
                period.integer("wait_days_after_receive"),
                period.integer("available_seconds"));
    }

    private static Instant instant(@Nullable String text) {
        return OffsetDateTime.parse(String.valueOf(text)).toInstant();
    }

    Window of(Instant received) {
        Instant from = received.isBefore(begin) ? begin : received;
        LocalDate firstDay = BeijingTime.day(from);
        if (waitDays != null && waitDays > 0) {
            firstDay = firstDay.plusDays(waitDays);
            from = BeijingTime.midnight(firstDay);
        }
        Instant until = end;
        if (days != null && days > 0) {
            until = earlier(until, BeijingTime.midnight(firstDay.plusDays(days)).minusSeconds(1));
        }
        if (seconds != null && seconds > 0) {
            until = earlier(until, from.plusSeconds(seconds));
        }
        return new Window(from, until);
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }
}
