package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When coupons of a stock can be used: {@code coupon_use_rule.coupon_available_time}; documentation page "create a
 * merchant coupon" (创建商家券).
 *
 * @param days valid for so many days, the first one included; null for no such limit
 * @param waitDays usable from 00:00:00 of that day after the receipt; null for at once
 * @param seconds valid for so many seconds; null for no such limit
 * @param times when within all this
 */
record Validity(
        Instant begin,
        Instant end,
        @Nullable Long days,
        @Nullable Long waitDays,
        @Nullable Long seconds,
        UsableTimes times) {

    /** When one coupon can be used. */
    record Window(Instant from, Instant until) {}

    static Validity of(JsonObject definition) {
        JsonObject time = definition.at("/coupon_use_rule/coupon_available_time") instanceof JsonObject found
                ? found
                : JsonObject.empty();
        return new Validity(
                instant(time.string("available_begin_time")),
                instant(time.string("available_end_time")),
                time.integer("available_day_after_receive"),
                time.integer("wait_days_after_receive"),
                time.integer("available_second_after_receive"),
                UsableTimes.of(time));
    }

    private static Instant instant(@Nullable String text) {
        return OffsetDateTime.parse(String.valueOf(text)).toInstant();
    }

    Window of(Instant received) {
        // 1. Counting starts on the first day of the period if the coupon is received before it.
        Instant counted = received.isBefore(begin) ? begin : received;
        LocalDate firstDay = BeijingTime.day(counted);
        Instant from = counted;
        // 2. It takes effect on the n-th day after, at midnight.
        if (waitDays != null) {
            firstDay = firstDay.plusDays(waitDays);
            from = BeijingTime.midnight(firstDay);
        }
        // 3. It is valid for n days, the first one included; whatever these rules say, not after the period's end.
        Instant until = end;
        if (days != null) {
            until = earlier(until, BeijingTime.midnight(firstDay.plusDays(days)).minusSeconds(1));
        }
        if (seconds != null) {
            until = earlier(until, from.plusSeconds(seconds));
        }
        return new Window(from, until);
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }
}
