package io.github.fluentpay.doctor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one run. Not safe for several threads. */
final class Report {

    /** Shorter ones would be found in ordinary words. */
    private static final int SHORTEST_SECRET = 6;

    /** More is a value that somebody put into the wrong place. */
    private static final int LONGEST = 700;

    private final Map<Check, Finding> findings = new EnumMap<>(Check.class);
    private final List<Pattern> secrets = new ArrayList<>();

    /** A text that no finding may show, wherever it got in: a person may have put it into the wrong line. */
    void hide(String secret) {
        if (secret.length() >= SHORTEST_SECRET) {
            secrets.add(Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE));
        }
    }

    void pass(Check check, String reason) {
        put(check, Verdict.PASSED, reason, null);
    }

    void warn(Check check, String reason, String cure) {
        put(check, Verdict.WARNING, reason, cure);
    }

    void fail(Check check, String reason, String cure) {
        put(check, Verdict.FAILED, reason, cure);
    }

    void skip(Check check, String reason) {
        put(check, Verdict.SKIPPED, reason, null);
    }

    void skip(Check check, String reason, String cure) {
        put(check, Verdict.SKIPPED, reason, cure);
    }

    /** Skips a check for want of others: names those that failed, else those that did not run. */
    void skipFor(Check check, Check... needed) {
        Verdict why = Stream.of(needed).anyMatch(each -> is(each, Verdict.FAILED)) ? Verdict.FAILED : Verdict.SKIPPED;
        String names =
                Stream.of(needed).filter(each -> is(each, why)).map(Check::text).collect(Collectors.joining(" and "));
        skip(check, "not checked, since " + names + (why == Verdict.FAILED ? " failed" : " was not checked"));
    }

    boolean is(Check check, Verdict verdict) {
        Finding finding = findings.get(check);
        return finding != null && finding.verdict() == verdict;
    }

    /** Whether it was checked and did not fail. */
    boolean holds(Check check) {
        return is(check, Verdict.PASSED) || is(check, Verdict.WARNING);
    }

    Diagnosis diagnosis() {
        return new Diagnosis(List.copyOf(findings.values()));
    }

    private void put(Check check, Verdict verdict, String reason, @Nullable String cure) {
        findings.put(check, new Finding(check.text(), verdict, shown(reason), cure == null ? null : shown(cure)));
    }

    private String shown(String text) {
        String shown = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        for (Pattern secret : secrets) {
            shown = secret.matcher(shown).replaceAll("***");
        }
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }
}
