package io.github.fluentpay.doctor;

import io.github.fluentpay.doctor.Calls.Outcome;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import java.util.List;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/** What the list of platform certificates proves: the APIv3 key, by which alone it opens, and the certificate in use. */
final class CertificateList {

    private final Credentials credentials;
    private final Report report;
    private final Duration timeout;

    CertificateList(Credentials credentials, Report report, Duration timeout) {
        this.credentials = credentials;
        this.report = report;
        this.timeout = timeout;
    }

    /** Judges a download; null if there is no APIv3 key to download with. */
    void check(@Nullable Outcome<List<VerifyingKey>> outcome) {
        if (outcome == null) {
            String reason = "not checked, since there is no APIv3 key to open the list with";
            report.skip(Check.PLATFORM_CERTIFICATES, reason);
            report.skip(Check.APIV3_KEY_OPENS, reason);
            return;
        }
        if (outcome.value() != null) {
            report.pass(Check.APIV3_KEY_OPENS, "it opens the platform certificates");
            list(outcome.value());
        } else if (outcome.failure() instanceof ServiceException refused) {
            report.skip(Check.APIV3_KEY_OPENS, "without a list of platform certificates only a notification can tell");
            noList(refused);
        } else if (outcome.failure() instanceof MalformedMessageException malformed) {
            unreadable(malformed);
        } else if (outcome.failure() instanceof ValidationException invalid) {
            // The list is opened before it is verified.
            report.pass(Check.APIV3_KEY_OPENS, "it opens the platform certificates");
            untrusted(invalid);
        } else {
            Unreachable why = Unreachable.of(outcome.failure(), timeout);
            report.fail(Check.PLATFORM_CERTIFICATES, outcome.origin() + ": " + why.reason(), why.cure());
            report.skipFor(Check.APIV3_KEY_OPENS, Check.PLATFORM_CERTIFICATES);
        }
    }

    private void untrusted(ValidationException invalid) {
        if (!report.holds(Check.REPLY_KEY)) {
            report.skipFor(Check.PLATFORM_CERTIFICATES, Check.REPLY_KEY);
        } else {
            report.fail(
                    Check.PLATFORM_CERTIFICATES,
                    "the list cannot be trusted: " + invalid.refusal().message(),
                    "Check any proxy on the way, then run the doctor again");
        }
    }

    private void unreadable(MalformedMessageException malformed) {
        if (isWrongKey(malformed)) {
            report.fail(
                    Check.APIV3_KEY_OPENS,
                    "the APIv3 key does not open the platform certificates: it is not the one that is set in the merchant"
                            + " console",
                    "Set it anew in the merchant console, API security (API安全), APIv3 key (APIv3密钥), and put the same 32"
                            + " characters here; it may be the APIv2 key (API密钥), which is as long");
            report.skipFor(Check.PLATFORM_CERTIFICATES, Check.APIV3_KEY_OPENS);
        } else {
            report.fail(
                    Check.PLATFORM_CERTIFICATES,
                    String.valueOf(malformed.getMessage()),
                    "Check the base URL and any proxy on the way");
            report.skipFor(Check.APIV3_KEY_OPENS, Check.PLATFORM_CERTIFICATES);
        }
    }

    private static boolean isWrongKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AEADBadTagException) {
                return true;
            }
        }
        return false;
    }

    /** Merchants in public-key mode have no platform certificates: 404, or SYSTEM_ERROR as some have seen. */
    private void noList(ServiceException refused) {
        boolean hasPublicKey = credentials.platformKeys().publicKey().isPresent();
        boolean none = refused.status() == 404;
        if (Outcome.isUndecided(refused) && !"SYSTEM_ERROR".equals(refused.code())) {
            report.skip(Check.PLATFORM_CERTIFICATES, "the list cannot be had now: " + Words.of(refused), Words.LATER);
        } else if (none && hasPublicKey) {
            report.pass(
                    Check.PLATFORM_CERTIFICATES,
                    "this merchant has none, as is usual in public-key mode: " + Words.of(refused));
        } else if (none) {
            report.fail(
                    Check.PLATFORM_CERTIFICATES,
                    "this merchant has none, so it is in public-key mode: " + Words.of(refused),
                    Words.TAKE_PUBLIC_KEY);
        } else if (hasPublicKey) {
            report.skip(
                    Check.PLATFORM_CERTIFICATES,
                    "there is no list, which may be so in public-key mode: " + Words.of(refused));
        } else {
            report.warn(
                    Check.PLATFORM_CERTIFICATES,
                    "there is no list: " + Words.of(refused),
                    Words.LATER + "; a merchant in public-key mode gets none: " + Words.TAKE_PUBLIC_KEY);
        }
    }

    private void list(List<VerifyingKey> listed) {
        VerifyingKeys all = VerifyingKeys.of(listed);
        String serials = String.join(", ", all.serials());
        VerifyingKey newest = all.certificate().orElseThrow();
        VerifyingKey configured = credentials.platformKeys().certificate().orElse(null);
        if (configured == null) {
            report.pass(
                    Check.PLATFORM_CERTIFICATES,
                    serials + (credentials.platformKeys().isEmpty() ? "" : "; the profile has the public key instead"));
        } else if (all.find(configured.serial()).isEmpty()) {
            report.fail(
                    Check.PLATFORM_CERTIFICATES,
                    "the platform certificate " + configured.serial() + " is not among those of this merchant: "
                            + serials,
                    Words.DOWNLOAD_CERTIFICATES);
        } else if (!newest.serial().equals(configured.serial())) {
            report.warn(
                    Check.PLATFORM_CERTIFICATES,
                    "there is a newer platform certificate: " + newest.serial() + ", valid until "
                            + newest.expires().orElseThrow(),
                    Words.DOWNLOAD_CERTIFICATES + ", and use it beside the old one until that ends");
        } else {
            report.pass(
                    Check.PLATFORM_CERTIFICATES,
                    configured.serial() + " is among them, valid until "
                            + newest.expires().orElseThrow());
        }
    }
}
