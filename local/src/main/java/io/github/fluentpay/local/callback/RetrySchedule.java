package io.github.fluentpay.local.callback;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** When the platform sends a notification again that was not taken; documentation page "callbacks" (回调通知). */
public enum RetrySchedule {
    /** Payments and refunds: 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h. */
    PAYMENT,
    /** COUPON.SEND of merchant coupons: 11 times, every minute. */
    COUPON_SEND,
    /** COUPON.USE of cash coupons: 9 times, every minute. */
    COUPON_USE;

    /** From each delivery that was not taken to the next one; the first delivery is at once. */
    public List<Duration> waits() {
        return switch (this) {
            case PAYMENT ->
                seconds(
                        15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600,
                        21_600);
            case COUPON_SEND -> Collections.nCopies(11, Duration.ofMinutes(1));
            case COUPON_USE -> Collections.nCopies(9, Duration.ofMinutes(1));
        };
    }

    /** The schedule of an event of that type; that of payments for those whose page names none. */
    public static RetrySchedule of(String eventType) {
        return switch (eventType) {
            case "COUPON.SEND" -> COUPON_SEND;
            case "COUPON.USE" -> COUPON_USE;
            default -> PAYMENT;
        };
    }

    private static List<Duration> seconds(long... seconds) {
        return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
    }
}
