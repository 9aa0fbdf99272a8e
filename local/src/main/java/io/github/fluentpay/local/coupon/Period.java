package io.github.fluentpay.local.coupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * From when to when coupons of a stock can be used; documentation pages "create a merchant coupon" (创建商家券) and "create a
 * product coupon" (创建商品券).
 *
 * @param days valid for so many days, the first one included; null or 0 for no such limit
 * @param waitDays usable from 00:00:00 of that day after the receipt; null or 0 for at once
 * @param seconds valid for so many seconds; null or 0 for no such limit
 */
public record Period(
        Instant begin,
        Instant end,
        @Nullable Long days,
        @Nullable Long waitDays,
        @Nullable Long seconds) {

    /** When one coupon can be used, both ends included, in whole seconds. */
    public record Window(Instant from, Instant until) {

        /** Whether its time has not come. */
        public boolean isAhead(Instant now) {
            return now.getEpochSecond() < from.getEpochSecond();
        }

        /** Whether its time has passed. */
        public boolean isOver(Instant now) {
            return now.getEpochSecond() > until.getEpochSecond();
        }
    }

    /** The one that checked fields say; {@code days} and {@code seconds} name those two, which the products call differently. */
    public static Period of(JsonObject fields, String days, String seconds) {
        return new Period(
                instant(fields.string("available_begin_time")),
                instant(fields.string("available_end_time")),
                fields.integer(days),
                fields.integer("wait_days_after_receive"),
                fields.integer(seconds));
    }

    private static Instant instant(@Nullable String text) {
        return OffsetDateTime.parse(String.valueOf(text)).toInstant();
    }

    /** The window of a coupon that is received then; empty, its beginning after its end, if it could never be used. */
    public Window of(Instant received) {
        // 1. Counting starts on the first day of the period if the coupon is received before it.
        Instant from = received.isBefore(begin) ? begin : received;
        LocalDate firstDay = BeijingTime.day(from);
        // 2. It takes effect on the n-th day after, at midnight.
        if (waitDays != null && waitDays > 0) {
            firstDay = firstDay.plusDays(waitDays);
            from = BeijingTime.midnight(firstDay);
        }
        // 3. It is valid for n days, the first one included; whatever these rules say, not after the period's end.
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
