package io.github.fluentpay.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Tells whether a certificate is valid at a time, and how long it will be. */
final class Validity {

    private static final Duration SOON = Duration.ofDays(30);

    private Validity() {}

    /**
     * Puts what it finds into the report.
     *
     * @param words the certificate, in words that begin a sentence
     * @param renewal what to do when it ends
     */
    static void check(
            Report report, Check check, String words, X509Certificate certificate, Instant now, String renewal) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isBefore(begin)) {
            report.fail(
                    check,
                    words + " is valid from " + begin + " on, and this machine's clock says " + seconds(now),
                    "Set the clock by NTP; if the clock is right, wait for that moment");
        } else if (!now.isBefore(end)) {
            report.fail(check, words + " expired on " + end + ", " + days(end, now) + " ago", renewal);
        } else if (Duration.between(now, end).compareTo(SOON) < 0) {
            report.warn(check, words + " expires on " + end + ", in " + days(now, end), renewal);
        } else {
            report.pass(check, words + " is valid until " + end);
        }
    }

    static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }

    private static String days(Instant from, Instant to) {
        long days = Duration.between(from, to).toDays();
        return days == 1 ? "1 day" : days + " days";
    }
}
