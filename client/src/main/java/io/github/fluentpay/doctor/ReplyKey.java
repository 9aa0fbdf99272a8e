package io.github.fluentpay.doctor;

import io.github.fluentpay.doctor.Calls.Outcome;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of its keys the platform signs with, and whether the profile has it. */
final class ReplyKey {

    private final VerifyingKeys keys;
    private final Report report;

    ReplyKey(VerifyingKeys keys, Report report) {
        this.keys = keys;
        this.report = report;
    }

    /**
     * Judges by the first call; by the list if the first was refused, since refusals are not verified.
     *
     * @param list null if it was not asked for
     */
    void check(Outcome<?> first, @Nullable Outcome<?> list) {
        String serial = first.header(SignatureHeaders.SERIAL);
        boolean isKnown = serial != null && keys.find(serial).isPresent();
        if (keys.isEmpty()) {
            unconfigured(serial);
        } else if (first.isAccepted()) {
            accepted(first);
        } else if (serial != null && !isKnown) {
            untrusted(serial, new Refusal(Refusal.Reason.UNKNOWN_SERIAL, "its key is not known"));
        } else if (list != null && list.isAccepted()) {
            accepted(list);
        } else {
            report.skip(Check.REPLY_KEY, "the platform refused the call, and refusals need not be signed");
        }
    }

    private void accepted(Outcome<?> outcome) {
        String serial = outcome.header(SignatureHeaders.SERIAL);
        if (outcome.failure() instanceof ValidationException invalid) {
            untrusted(serial, invalid.refusal());
        } else if (serial == null || keys.find(serial).isEmpty()) {
            // The list is verified with what it brings; that says nothing of the keys of the profile.
            untrusted(serial, new Refusal(Refusal.Reason.UNKNOWN_SERIAL, "its key is not known"));
        } else {
            report.pass(Check.REPLY_KEY, "replies are signed with " + Words.of(serial));
        }
    }

    private void unconfigured(@Nullable String serial) {
        if (serial == null) {
            report.skip(Check.REPLY_KEY, "there is no platform key that can be used, and the reply names none");
            return;
        }
        report.warn(
                Check.REPLY_KEY,
                "replies are signed with " + Words.of(serial) + ", and the profile has no "
                        + (hasBadKey() ? "usable key of the platform" : "key of the platform"),
                Words.isPublicKey(serial) ? Words.TAKE_PUBLIC_KEY : Words.DOWNLOAD_CERTIFICATES);
    }

    private boolean hasBadKey() {
        return report.is(Check.PLATFORM_KEY, Verdict.FAILED) || report.is(Check.PLATFORM_KEY_OWNER, Verdict.FAILED);
    }

    private void untrusted(@Nullable String serial, Refusal refusal) {
        if (serial == null || refusal.reason() == Refusal.Reason.MISSING_HEADER) {
            report.fail(
                    Check.REPLY_KEY,
                    "the reply cannot be trusted: " + refusal.message(),
                    "Check the base URL, and any proxy on the way");
        } else if (refusal.reason() == Refusal.Reason.PROBE_SIGNATURE) {
            report.skip(
                    Check.REPLY_KEY,
                    "the platform's own test of wrong signatures fell on both attempts, and nothing is wrong here",
                    Words.LATER);
        } else if (refusal.reason() == Refusal.Reason.STALE_TIMESTAMP) {
            report.fail(
                    Check.REPLY_KEY,
                    "the platform takes this machine's time, and its reply is signed at another, more than 5 minutes off",
                    "Check any proxy on the way: it must not keep replies");
        } else if (refusal.reason() == Refusal.Reason.UNKNOWN_SERIAL) {
            boolean mixed = Words.isPublicKey(serial)
                    ? keys.publicKey().isEmpty()
                    : keys.certificate().isEmpty();
            report.fail(
                    Check.REPLY_KEY,
                    "replies are signed with " + Words.of(serial) + ", and the profile has "
                            + keys.serials().stream().map(Words::of).collect(Collectors.joining(", "))
                            + (mixed ? ": the other mode" : ": another one"),
                    (Words.isPublicKey(serial) ? Words.TAKE_PUBLIC_KEY : Words.DOWNLOAD_CERTIFICATES)
                            + (mixed ? "; while a merchant changes its mode, both kinds occur" : ""));
        } else if (refusal.reason() == Refusal.Reason.WRONG_SIGNATURE) {
            report.fail(
                    Check.REPLY_KEY,
                    "the reply names " + Words.of(serial) + ", and its signature does not fit that key of the profile",
                    (Words.isPublicKey(serial) ? Words.TAKE_PUBLIC_KEY : Words.DOWNLOAD_CERTIFICATES)
                            + ": the file belongs to another merchant or platform, or a proxy changes the replies");
        } else {
            report.fail(
                    Check.REPLY_KEY,
                    "the reply cannot be trusted: " + refusal.message(),
                    "Check any proxy on the way, then run the doctor again");
        }
    }
}
