package io.github.fluentpay.doctor;

import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.doctor.Calls.Outcome;
import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks the platform. The first call answers most of the questions: whether a host is there, whether the clocks agree,
 * whether the signature is accepted, who signed the reply.
 */
final class OnlineChecks {

    /** From here on the platform's own tolerance of 5 minutes is within reach. */
    private static final Duration CLOCK_DRIFTS = Duration.ofSeconds(60);

    /** "How to resolve a signature error" (签名错误排查). */
    private static final Duration CLOCK_IS_WRONG = Duration.ofMinutes(5);

    private final Credentials credentials;
    private final Report report;
    private final Clock clock;
    private final Duration timeout;
    private final UnaryOperator<ClientBuilder<? extends WechatPayClient>> client;

    OnlineChecks(
            Credentials credentials,
            Report report,
            Clock clock,
            Duration timeout,
            UnaryOperator<ClientBuilder<? extends WechatPayClient>> client) {
        this.credentials = credentials;
        this.report = report;
        this.clock = clock;
        this.timeout = timeout;
        this.client = client;
    }

    void run() {
        if (!report.holds(Check.BASE_URL)) {
            report.skipFor(Check.CONNECTION, Check.BASE_URL);
            skipTheRest();
            return;
        }
        Duration wrongBy;
        try (Calls calls = calls(clock)) {
            // 1. A host answers, and it is the platform.
            Outcome<Reply> first = SelfTest.echo(calls);
            Instant answered = clock.instant();
            if (!connection(first)) {
                skipTheRest();
                return;
            }
            // 2. The clocks agree.
            wrongBy = platformClock(first, answered);
            if (wrongBy == null) {
                examine(calls, first);
                return;
            }
        }
        // With a wrong clock every call is refused, and nothing else would come out: go on with the platform's time.
        try (Calls calls = calls(Clock.offset(clock, wrongBy.negated()))) {
            examine(calls, SelfTest.echo(calls));
        }
    }

    private Calls calls(Clock at) {
        return new Calls(credentials, at, timeout, client);
    }

    private void skipTheRest() {
        for (Check check : List.of(
                Check.PLATFORM_CLOCK,
                Check.SIGNATURE,
                Check.REPLY_KEY,
                Check.PLATFORM_CERTIFICATES,
                Check.APIV3_KEY_OPENS,
                Check.ECHO,
                Check.ENCRYPTED_ECHO)) {
            report.skipFor(check, Check.CONNECTION);
        }
    }

    private boolean connection(Outcome<Reply> first) {
        TransportReply received = first.received();
        URI origin = first.origin();
        if (received == null) {
            Unreachable why = Unreachable.of(first.failure(), timeout);
            report.fail(Check.CONNECTION, origin + ": " + why.reason(), why.cure());
            return false;
        }
        if (!isPlatformForm(received)) {
            report.fail(Check.CONNECTION, origin + " answers with " + words(received), cure(received));
            return false;
        }
        if (received.isSuccess() && received.headers().first(SignatureHeaders.SIGNATURE) == null) {
            report.fail(
                    Check.CONNECTION,
                    origin + " answers, and does not sign its answer: it is not the platform, or a proxy drops headers",
                    "Check the base URL, and any proxy on the way");
            return false;
        }
        if (first.origins().size() > 1) {
            report.warn(
                    Check.CONNECTION,
                    first.origins().get(0) + " could not be reached, and " + origin + " answers in its place",
                    "Check name resolution and firewall for the first host");
        } else {
            report.pass(Check.CONNECTION, origin + " answers");
        }
        return true;
    }

    /** JSON, and with a code if it is a refusal. */
    private static boolean isPlatformForm(TransportReply received) {
        try {
            JsonObject json = JsonObject.parse(received.body());
            return received.isSuccess() || json.get("code") instanceof JsonString;
        } catch (InvalidJsonException another) {
            return false;
        }
    }

    private static String words(TransportReply received) {
        String type = received.headers().first("Content-Type");
        String to = received.headers().first("Location");
        String shown = received.body().length == 0 ? " and no body" : type == null ? "" : " and " + Words.quoted(type);
        return "HTTP " + received.status()
                + (isRedirect(received) && to != null ? ", a redirect to " + Words.quoted(to) : shown)
                + ", not in the platform's form";
    }

    private static String cure(TransportReply received) {
        if (received.status() >= 500) {
            return Words.LATER + "; if it stays so, check the base URL, and any proxy on the way";
        }
        return "Check the base URL, and any proxy on the way: "
                + (isRedirect(received) ? "the platform redirects nobody" : "this is the answer of another server");
    }

    private static boolean isRedirect(TransportReply received) {
        return received.status() / 100 == 3;
    }

    /** How far this machine is ahead of the platform; null if the reply has no time. */
    private static @Nullable Duration ahead(Outcome<Reply> first, Instant answered) {
        Instant there = time(first.header(SignatureHeaders.TIMESTAMP), first.header("Date"));
        return there == null ? null : Duration.ofSeconds(answered.getEpochSecond() - there.getEpochSecond());
    }

    private static @Nullable Instant time(@Nullable String timestamp, @Nullable String date) {
        try {
            if (timestamp != null) {
                return Instant.ofEpochSecond(Long.parseLong(timestamp));
            }
            return date == null
                    ? null
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException | NumberFormatException malformed) {
            return null;
        }
    }

    /** By how much this machine is ahead, if that is too much to call with; else null. */
    private @Nullable Duration platformClock(Outcome<Reply> first, Instant answered) {
        Duration ahead = ahead(first, answered);
        if (ahead == null) {
            report.skip(Check.PLATFORM_CLOCK, "the reply has no time");
            return null;
        }
        boolean isWrong = ahead.abs().compareTo(CLOCK_IS_WRONG) > 0;
        if (isWrong && first.isAccepted()) {
            report.skip(
                    Check.PLATFORM_CLOCK, "the platform takes this machine's time, and its reply is signed at another");
            return null;
        }
        String words = "this machine's clock is " + ahead.abs().toSeconds() + " seconds "
                + (ahead.isNegative() ? "behind" : "ahead of") + " the platform's";
        String cure =
                "Set the clock by NTP (timedatectl set-ntp true, or chrony); the platform refuses requests that are 5"
                        + " minutes off";
        if (isWrong) {
            report.fail(Check.PLATFORM_CLOCK, words + "; what follows is checked with the platform's time", cure);
        } else if (ahead.abs().compareTo(CLOCK_DRIFTS) > 0) {
            report.warn(Check.PLATFORM_CLOCK, words, cure);
        } else {
            report.pass(Check.PLATFORM_CLOCK, "less than a minute from the platform's");
        }
        return isWrong ? ahead : null;
    }

    private void examine(Calls calls, Outcome<Reply> echo) {
        // 3. The signature is accepted: the list tells, too, where the self-test was not made.
        Outcome<List<VerifyingKey>> list = echo.isUndecided() ? list(calls) : null;
        signature(list == null || list.isUndecided() ? echo : list);
        if (!report.holds(Check.SIGNATURE)) {
            for (Check check : List.of(
                    Check.REPLY_KEY,
                    Check.PLATFORM_CERTIFICATES,
                    Check.APIV3_KEY_OPENS,
                    Check.ECHO,
                    Check.ENCRYPTED_ECHO)) {
                report.skipFor(check, Check.SIGNATURE);
            }
            return;
        }
        // 4. Who signs is known.
        if (list == null) {
            list = list(calls);
        }
        new ReplyKey(credentials.platformKeys(), report).check(echo, list);
        // 5. The platform certificates open.
        new CertificateList(credentials, report, timeout).check(list);
        // 6. What is sealed is opened, both ways.
        SelfTest test = new SelfTest(credentials, report);
        test.plain(echo);
        test.sealed(calls);
    }

    private @Nullable Outcome<List<VerifyingKey>> list(Calls calls) {
        boolean mayCall =
                credentials.apiV3Key() != null && credentials.merchant().isPresent();
        return mayCall ? calls.make(WechatPayClient::downloadCertificates) : null;
    }

    private void signature(Outcome<?> call) {
        if (credentials.merchant().isEmpty()) {
            report.skipFor(Check.SIGNATURE, Check.MCHID, Check.MERCHANT_KEY, Check.MERCHANT_SERIAL);
            return;
        }
        if (call.received() == null) {
            Unreachable why = Unreachable.of(call.failure(), timeout);
            report.fail(Check.SIGNATURE, call.origin() + ": " + why.reason(), why.cure());
        } else if (call.isUndecided() && call.failure() instanceof ServiceException refused) {
            report.warn(Check.SIGNATURE, "the platform need not have looked at it: " + Words.of(refused), Words.LATER);
        } else if (call.received().status() == 401 && call.failure() instanceof ServiceException refused) {
            report.fail(Check.SIGNATURE, "the platform does not accept it: " + Words.of(refused), candidates());
        } else {
            report.pass(Check.SIGNATURE, "the platform accepts it");
        }
    }

    /** The usual reasons, less those that the offline checks rule out. */
    private String candidates() {
        X509Certificate certificate = credentials.certificate();
        String named = certificate == null
                ? "the certificate whose serial number is in fluentpay.merchant-serial"
                : "the certificate " + SerialNumber.of(certificate);
        if (report.is(Check.MERCHANT_KEY_PAIR, Verdict.FAILED)) {
            return ProfileChecks.sameDownload();
        }
        if (report.is(Check.MERCHANT_KEY_PAIR, Verdict.PASSED)) {
            return "Key and certificate belong together, so check in the merchant console that " + named
                    + " is the valid one of merchant " + credentials.mchid();
        }
        return "Check that the private key belongs to " + named + ", and that this is the one of merchant "
                + credentials.mchid()
                + " in the merchant console; fluentpay.merchant-certificate lets the doctor compare them";
    }
}
