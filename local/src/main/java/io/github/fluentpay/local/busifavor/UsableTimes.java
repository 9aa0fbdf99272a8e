package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The times within a coupon's validity at which it can be used: {@code available_week} and
 * {@code irregulary_avaliable_time}, in Beijing, in whole seconds; documentation page "create a merchant coupon"
 * (创建商家券). If a stock has both, either will do; if it has neither, any time will.
 *
 * @param weekDays 0 for Sunday to 6 for Saturday; empty if {@code available_week} plays no part
 * @param dayTimes seconds of the day; empty for all day
 * @param irregular seconds since the epoch
 */
record UsableTimes(Set<Integer> weekDays, List<Range> dayTimes, List<Range> irregular) {

    private static final int DAYS_OF_WEEK = 7;

    /** From one second to another, both included. */
    record Range(long begin, long end) {

        boolean includes(long second) {
            return begin <= second && second <= end;
        }
    }

    UsableTimes {
        weekDays = Set.copyOf(weekDays);
        dayTimes = List.copyOf(dayTimes);
        irregular = List.copyOf(irregular);
    }

    static UsableTimes of(JsonObject time) {
        JsonObject given = time.object("available_week");
        JsonObject week = given == null ? JsonObject.empty() : given;
        Set<Integer> weekDays = new HashSet<>();
        for (JsonValue day : elements(week.array("week_day"))) {
            weekDays.add(day instanceof JsonNumber number ? (int) number.longValue() : -1);
        }
        List<Range> dayTimes = new ArrayList<>();
        for (JsonValue range : elements(week.array("available_day_time"))) {
            JsonObject times = (JsonObject) range;
            dayTimes.add(new Range(second(times, "begin_time"), second(times, "end_time")));
        }
        List<Range> irregular = new ArrayList<>();
        for (JsonValue range : elements(time.array("irregulary_avaliable_time"))) {
            JsonObject times = (JsonObject) range;
            irregular.add(new Range(instant(times, "begin_time"), instant(times, "end_time")));
        }
        return new UsableTimes(weekDays, dayTimes, irregular);
    }

    private static JsonArray elements(@Nullable JsonArray array) {
        return array == null ? JsonArray.of() : array;
    }

    private static long second(JsonObject times, String name) {
        Long second = times.integer(name);
        return second == null ? 0 : second;
    }

    private static long instant(JsonObject times, String name) {
        return OffsetDateTime.parse(String.valueOf(times.string(name))).toEpochSecond();
    }

    boolean include(Instant time) {
        if (weekDays.isEmpty() && irregular.isEmpty()) {
            return true;
        }
        return isInWeek(time) || irregular.stream().anyMatch(range -> range.includes(time.getEpochSecond()));
    }

    private boolean isInWeek(Instant time) {
        // Java counts Monday as 1 and Sunday as 7.
        int day = BeijingTime.day(time).getDayOfWeek().getValue() % DAYS_OF_WEEK;
        long second = time.getEpochSecond() - BeijingTime.startOfDay(time).getEpochSecond();
        return weekDays.contains(day)
                && (dayTimes.isEmpty() || dayTimes.stream().anyMatch(range -> range.includes(second)));
    }
}
