package io.github.fluentpay.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people. */
final class Words {

    private Words() {}

    /** With a comma for each thousand. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With the noun, which takes an s unless there is one. */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** One digit behind the point below ten, as for a rate; none above. */
    static String rate(double number) {
        return number < 9.95 ? String.format(Locale.ROOT, "%.1f", number) : count(Math.round(number));
    }

    /** Such as {@code 1 h 5 min}, {@code 3 min 20 s}, {@code 12 s}. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return count(seconds / 3600) + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }
}
