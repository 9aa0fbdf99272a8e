package io.github.fluentpay.doctor;

/** What a check found, or what a diagnosis comes to. */
public enum Verdict {
    /** As it should be. */
    PASSED,
    /** It works, and should be looked at. */
    WARNING,
    /** Calls or notifications will fail by this. */
    FAILED,
    /** Not checked; the reason says why: what it needs is not there, or an earlier check failed. */
    SKIPPED
}
