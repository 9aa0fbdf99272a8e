package io.github.fluentpay.doctor;

import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.profile.ProfileSettings;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Examines the credentials and settings of a merchant: which is wrong, why, and the cure.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.of(Path.of("profile.properties"), System.getenv()).online();
 * diagnosis.findings().forEach(finding -> System.out.println(finding));
 * }</pre>
 *
 * <p>Each setting is examined on its own, so that one that is wrong does not hide the others; what is wrong is a finding
 * and never an exception. No key, APIv3 key or signature stands in a finding. Immutable, safe for many threads.
 */
public final class Doctor {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private final Function<Report, Credentials> reading;
    private final Clock clock;
    private final Duration timeout;
    private final UnaryOperator<ClientBuilder<? extends WechatPayClient>> client;

    private Doctor(
            Function<Report, Credentials> reading,
            Clock clock,
            Duration timeout,
            UnaryOperator<ClientBuilder<? extends WechatPayClient>> client) {
        this.reading = reading;
        this.clock = clock;
        this.timeout = timeout;
        this.client = client;
    }

    private static Doctor reading(Function<Report, Credentials> reading) {
        return new Doctor(reading, Clock.systemUTC(), Duration.ofSeconds(10), UnaryOperator.identity());
    }

    /**
     * A doctor for a profile file, and the environment on top of it; both are read at each examination.
     *
     * @param environment usually {@code System.getenv()}
     */
    public static Doctor of(Path profile, Map<String, String> environment) {
        Objects.requireNonNull(profile, "profile");
        Map<String, String> copy = Map.copyOf(environment);
        return reading(report -> read(report, profile, copy));
    }

    /** A doctor for a profile that is in the environment alone. */
    public static Doctor ofEnvironment(Map<String, String> environment) {
        ProfileSettings settings = ProfileSettings.ofEnvironment(environment);
        return reading(report -> read(report, settings));
    }

    /** A doctor for a profile that was read already; what concerns files, and the merchant's certificate, is skipped. */
    public static Doctor of(Profile profile) {
        Objects.requireNonNull(profile, "profile");
        return reading(report -> take(report, profile));
    }

    /** The time that this machine has; default the system's. */
    public Doctor withClock(Clock clock) {
        return new Doctor(reading, Objects.requireNonNull(clock, "clock"), timeout, client);
    }

    /**
     * How long each call of {@link #online()} may take; default 10 seconds. There are three, or four with a clock that is
     * wrong; one is made again if the platform's own test of wrong signatures falls on it.
     *
     * @throws IllegalArgumentException if it is not positive, or over an hour
     */
    public Doctor withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + "; more than zero and at most an hour is needed");
        }
        return new Doctor(reading, clock, timeout, client);
    }

    /** Further settings of the client that {@link #online()} calls with, a proxy for example. */
    public Doctor withClient(UnaryOperator<ClientBuilder<? extends WechatPayClient>> settings) {
        return new Doctor(reading, clock, timeout, Objects.requireNonNull(settings, "settings"));
    }

    /** Examines what can be without a connection. Blocks while files are read. */
    public Diagnosis offline() {
        Report report = new Report();
        examine(report);
        return report.diagnosis();
    }

    /**
     * Examines all, the platform included: it calls {@code POST v3/security/echo}, the platform's self-test, and downloads
     * the platform certificates, which changes nothing there. Blocks until the last of them is answered or out of time.
     */
    public Diagnosis online() {
        Report report = new Report();
        Credentials credentials = examine(report);
        new OnlineChecks(credentials, report, clock, timeout, client).run();
        return report.diagnosis();
    }

    private Credentials examine(Report report) {
        Credentials read = reading.apply(report);
        VerifyingKeys platformKeys = new CredentialChecks(read, report, clock.instant()).run();
        return read.with(platformKeys);
    }

    private static Credentials read(Report report, Path profile, Map<String, String> environment) {
        try {
            return read(report, ProfileSettings.ofFile(profile, environment));
        } catch (IllegalArgumentException e) {
            report.fail(
                    Check.PROFILE,
                    String.valueOf(e.getMessage()),
                    "Name a properties file in UTF-8, readable for this user; `fluentpay local` writes one to begin with");
            for (Check check : new Check[] {
                Check.MCHID,
                Check.MERCHANT_KEY,
                Check.MERCHANT_CERTIFICATE,
                Check.MERCHANT_SERIAL,
                Check.APIV3_KEY,
                Check.PLATFORM_KEY,
                Check.FILE_PERMISSIONS,
                Check.BASE_URL
            }) {
                report.skipFor(check, Check.PROFILE);
            }
            return Credentials.NONE;
        }
    }

    private static Credentials read(Report report, ProfileSettings settings) {
        Credentials read = new ProfileChecks(settings, report).run();
        return read.with(
                BaseUrlCheck.ofText(report, settings.find(Profile.BASE_URL).orElse(null)));
    }

    private static Credentials take(Report report, Profile profile) {
        Credentials taken = Credentials.of(profile);
        report.pass(Check.PROFILE, "read already");
        report.pass(Check.MCHID, profile.merchant().mchid());
        report.pass(
                Check.MERCHANT_KEY,
                profile.merchant().signer() instanceof MerchantKey
                        ? "an RSA private key"
                        : "not in memory: "
                                + profile.merchant().signer().getClass().getName() + " signs");
        report.skip(Check.MERCHANT_CERTIFICATE, "a profile that was read does not have it");
        report.pass(
                Check.MERCHANT_SERIAL,
                profile.merchant().serialNumber().length() + " hexadecimal digits, read already");
        if (profile.apiV3Key() == null) {
            ProfileChecks.noApiV3Key(report);
        } else {
            report.pass(Check.APIV3_KEY, "32 bytes; whether they are right, the platform can tell");
        }
        if (profile.verifyingKeys().isEmpty()) {
            ProfileChecks.noPlatformKey(report);
        } else {
            report.pass(
                    Check.PLATFORM_KEY,
                    profile.verifyingKeys().serials().stream().map(Words::of).collect(Collectors.joining(", ")));
        }
        report.skip(Check.FILE_PERMISSIONS, "the profile was not read from a file");
        return taken.with(BaseUrlCheck.of(report, profile.baseUrls()));
    }
}
