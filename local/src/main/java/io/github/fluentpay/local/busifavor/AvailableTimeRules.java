package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of {@code coupon_use_rule.coupon_available_time}; documentation page "create a merchant coupon" (创建商家券).
 */
final class AvailableTimeRules {

    private static final long LAST_SECOND = 86_399;
    private static final int MAX_DAY_TIMES = 2;

    private AvailableTimeRules() {}

    static void check(Fields time, Instant now) {
        Instant begin = time.time("available_begin_time");
        Instant end = time.time("available_end_time");
        if (!end.isAfter(begin)) {
            throw time.invalid("available_end_time", "must be after available_begin_time");
        }
        if (end.isAfter(begin.atOffset(BeijingTime.OFFSET).plusYears(1).toInstant())) {
            throw time.invalid("available_end_time", "must be at most one year after available_begin_time");
        }
        if (end.isBefore(now)) {
            throw time.invalid("available_end_time", "must not be in the past");
        }
        Long days = time.optionalInteger("available_day_after_receive", 1, 366);
        Long wait = time.optionalInteger("wait_days_after_receive", 1, 30);
        if (wait != null && days == null) {
            throw time.invalid("wait_days_after_receive", "goes with available_day_after_receive only");
        }
        time.optionalInteger("available_second_after_receive", 1, Integer.MAX_VALUE);
        checkWeek(time.optionalObject("available_week"));
        for (Fields range : time.objects("irregulary_avaliable_time")) {
            if (range.time("end_time").isBefore(range.time("begin_time"))) {
                throw range.invalid("end_time", "must not be before begin_time");
            }
        }
    }

    private static void checkWeek(@Nullable Fields week) {
        if (week == null) {
            return;
        }
        JsonArray days = week.optionalArray("week_day");
        for (JsonValue day : days == null ? JsonArray.of() : days) {
            if (!(day instanceof JsonNumber number && number.text().matches("[0-6]"))) {
                throw week.invalid("week_day", "must hold numbers from 0 (Sunday) to 6");
            }
        }
        List<Fields> times = week.objects("available_day_time");
        if (!times.isEmpty() && (days == null || days.size() == 0)) {
            throw week.invalid("week_day", "is required with available_day_time");
        }
        if (times.size() > MAX_DAY_TIMES) {
            throw week.invalid("available_day_time", "must have at most " + MAX_DAY_TIMES + " ranges");
        }
        for (Fields range : times) {
            if (range.integer("end_time", 0, LAST_SECOND) < range.integer("begin_time", 0, LAST_SECOND)) {
                throw range.invalid("end_time", "must not be before begin_time");
            }
        }
    }
}
