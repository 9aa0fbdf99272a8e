package io.github.fluentpay.doctor;

import java.util.List;

/**
 * All findings of one run, in the order of the checks; each check has one.
 *
 * @param findings unmodifiable
 */
public record Diagnosis(List<Finding> findings) {

    /** Copies the list. */
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** {@code FAILED} if a check failed, else {@code WARNING} if one warns, else {@code PASSED}. */
    public Verdict verdict() {
        if (count(Verdict.FAILED) > 0) {
            return Verdict.FAILED;
        }
        return count(Verdict.WARNING) > 0 ? Verdict.WARNING : Verdict.PASSED;
    }

    /** How many checks found this. */
    public int count(Verdict verdict) {
        return (int) findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }

    /** The finding of a check; throws {@link IllegalArgumentException} if the run had no such check. */
    public Finding of(String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no check " + check + " in this diagnosis"));
    }
}
