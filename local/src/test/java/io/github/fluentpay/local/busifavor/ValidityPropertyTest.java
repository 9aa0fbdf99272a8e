package io.github.fluentpay.local.busifavor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.coupon.Period;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds of every validity, however it is put together. Times gather around the midnights of Beijing, ends of years
 * and leap days; the calendar that is compared with is the JDK's for Shanghai, not LocalPay's.
 */
class ValidityPropertyTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int CASES = 3_000;

    /** Beijing midnights, on both sides of which things go wrong. */
    private static final List<String> EDGES = List.of(
            "2027-12-31",
            "2028-01-01",
            "2028-02-28",
            "2028-02-29",
            "2028-03-01",
            "2027-02-28",
            "2027-03-01",
            "2028-06-15");

    private final Random random = new Random(20_270_228);

    private record Case(Period validity, Instant received) {}

    private Case next() {
        Instant received = time();
        Instant begin = received.plus(random.nextInt(20) - 10, ChronoUnit.DAYS).plusSeconds(random.nextInt(3) - 1);
        Instant end = begin.plus(1 + random.nextInt(365), ChronoUnit.DAYS);
        Long days = random.nextInt(4) == 0 ? null : 1L + random.nextInt(40);
        Long wait = days == null || random.nextBoolean() ? null : 1L + random.nextInt(30);
        return new Case(new Period(begin, end, days, wait, null), received);
    }

    private Instant time() {
        Instant midnight = OffsetDateTime.parse(EDGES.get(random.nextInt(EDGES.size())) + "T00:00:00+08:00")
                .toInstant();
        return midnight.plusSeconds(random.nextBoolean() ? random.nextInt(5) - 2 : random.nextInt(86_400));
    }

    private static ZonedDateTime beijing(Instant time) {
        return time.atZone(SHANGHAI);
    }

    @Test
    void aCouponIsNeverUsableBeforeItIsReceivedOrThePeriodBegins() {
        for (int i = 0; i < CASES; i++) {
            Case one = next();
            Period.Window window = one.validity().of(one.received());

            assertThat(window.from()).as("%s", one).isAfterOrEqualTo(one.received());
            assertThat(window.from())
                    .as("%s", one)
                    .isAfterOrEqualTo(one.validity().begin());
        }
    }

    @Test
    void nothingIsUsableAfterThePeriod() {
        for (int i = 0; i < CASES; i++) {
            Case one = next();

            assertThat(one.validity().of(one.received()).until())
                    .as("%s", one)
                    .isBeforeOrEqualTo(one.validity().end());
        }
    }

    @Test
    void waitDaysEndAtAMidnightOfBeijing() {
        for (int i = 0; i < CASES; i++) {
            Case one = next();
            Long wait = one.validity().waitDays();
            if (wait == null) {
                continue;
            }
            Instant counted = one.received().isBefore(one.validity().begin())
                    ? one.validity().begin()
                    : one.received();

            ZonedDateTime from = beijing(one.validity().of(one.received()).from());

            assertThat(from.toLocalTime()).as("%s", one).isEqualTo(LocalTime.MIDNIGHT);
            assertThat(ChronoUnit.DAYS.between(beijing(counted).toLocalDate(), from.toLocalDate()))
                    .as("%s", one)
                    .isEqualTo(wait);
        }
    }

    @Test
    void daysAfterReceivingAreDaysOfTheCalendarTheFirstIncluded() {
        int uncut = 0;
        for (int i = 0; i < CASES; i++) {
            Case one = next();
            Long days = one.validity().days();
            Period.Window window = one.validity().of(one.received());
            if (days == null
                    || window.until().equals(one.validity().end())
                    || window.from().isAfter(window.until())) {
                continue;
            }
            uncut++;
            Set<String> dates = new HashSet<>();
            for (ZonedDateTime at = beijing(window.from());
                    !at.toInstant().isAfter(window.until());
                    at = at.plusHours(1).truncatedTo(ChronoUnit.HOURS)) {
                dates.add(at.toLocalDate().toString());
            }

            assertThat(dates).as("%s", one).hasSize(days.intValue());
            assertThat(beijing(window.until()).toLocalTime()).as("%s", one).isEqualTo(LocalTime.of(23, 59, 59));
        }
        assertThat(uncut).isGreaterThan(CASES / 4);
    }

    @Test
    void aCouponExpiresOneSecondAfterItsLastSecondAndAtNoOtherTime() {
        for (int i = 0; i < CASES; i++) {
            Case one = next();
            Period.Window window = one.validity().of(one.received());
            Coupon coupon = Coupon.sent("1", "c", new Coupon.Receipt("o", "a", "m", "n", one.received()), window);

            assertThat(coupon.state(window.until())).isEqualTo(CouponState.SENDED);
            assertThat(coupon.state(window.until().plusMillis(999))).isEqualTo(CouponState.SENDED);
            assertThat(coupon.state(window.until().plusSeconds(1))).isEqualTo(CouponState.EXPIRED);
        }
    }

    @Test
    void weekDaysAndDayTimesAreThoseOfBeijing() {
        int usable = 0;
        for (int i = 0; i < CASES; i++) {
            Set<Integer> days = new HashSet<>();
            for (int day = 0; day < 7; day++) {
                if (random.nextBoolean()) {
                    days.add(day);
                }
            }
            List<UsableTimes.Range> ranges = new ArrayList<>();
            for (int n = random.nextInt(3); n > 0; n--) {
                long begin = random.nextInt(86_400);
                ranges.add(new UsableTimes.Range(begin, begin + random.nextInt(86_400 - (int) begin)));
            }
            Instant time = time();

            boolean included = new UsableTimes(days, ranges, List.of()).include(time);

            assertThat(included).as("%s %s at %s", days, ranges, time).isEqualTo(expected(days, ranges, time));
            usable += included ? 1 : 0;
        }
        assertThat(usable).isBetween(CASES / 10, CASES * 9 / 10);
    }

    /** The same by names of days and by the clock on the wall. */
    private static boolean expected(Set<Integer> days, List<UsableTimes.Range> ranges, Instant time) {
        List<String> names = List.of("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY");
        ZonedDateTime wall = beijing(time);
        if (days.isEmpty()) {
            return true;
        }
        return days.contains(names.indexOf(wall.getDayOfWeek().name()))
                && (ranges.isEmpty()
                        || ranges.stream()
                                .anyMatch(range -> !wall.toLocalTime().isBefore(LocalTime.ofSecondOfDay(range.begin()))
                                        && !wall.toLocalTime().isAfter(LocalTime.ofSecondOfDay(range.end()))));
    }
}
