package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;

/**
 * When a day's bill is there: by default on the next day at 10:00 in Beijing; documentation page "apply for the trade
 * bill" (申请交易账单). Safe for many threads.
 */
public final class BillDesk {

    private static final Duration MADE = Duration.ofHours(10);
    private static final Period KEPT = Period.ofMonths(3);

    private final Clock clock;
    private volatile boolean atOnce;

    BillDesk(Clock clock) {
        this.clock = clock;
    }

    /** Whether bills are there at any time, that of the running day too. */
    public void atOnce(boolean atOnce) {
        this.atOnce = atOnce;
    }

    /** The day that is asked for, if there may be a bill of it. */
    LocalDate day(Fields query) {
        LocalDate day = read(query);
        Instant now = clock.instant();
        LocalDate today = BeijingTime.day(now);
        if (day.isAfter(today) || (day.equals(today) && !atOnce)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "bill_date is " + day + ": there are bills of days before today, " + today);
        }
        if (day.isBefore(today.minus(KEPT))) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "bill_date is " + day + ": there are bills of the last three months");
        }
        Instant made = BeijingTime.midnight(day.plusDays(1)).plus(MADE);
        if (now.isBefore(made) && !atOnce) {
            throw new RefusedException(
                    ErrorCode.STATEMENT_CREATING,
                    "The bill of " + day + " is there from " + BeijingTime.format(made) + " on");
        }
        return day;
    }

    private static LocalDate read(Fields query) {
        try {
            return LocalDate.parse(query.text("bill_date", 1, 10));
        } catch (DateTimeParseException e) {
            throw query.invalid("bill_date", "must be a day such as 2019-06-11");
        }
    }
}
