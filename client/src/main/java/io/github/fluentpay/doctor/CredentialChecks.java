package io.github.fluentpay.doctor;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/** Compares what was read with one another and with the clock, without the platform. */
final class CredentialChecks {

    /** This software is younger. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant LATEST =
            EARLIEST.atOffset(ZoneOffset.UTC).plusYears(30).toInstant();

    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{8,15}(?![0-9])");

    private final Credentials credentials;
    private final Report report;
    private final Instant now;

    CredentialChecks(Credentials credentials, Report report, Instant now) {
        this.credentials = credentials;
        this.report = report;
        this.now = now;
    }

    /** Answers with the keys of the platform that may be used: its own, and not the merchant's by mistake. */
    VerifyingKeys run() {
        X509Certificate certificate = credentials.certificate();
        if (certificate == null) {
            for (Check check : List.of(
                    Check.MERCHANT_KEY_PAIR, Check.MERCHANT_CERTIFICATE_DATES, Check.MERCHANT_CERTIFICATE_MCHID)) {
                report.skipFor(check, Check.MERCHANT_CERTIFICATE);
            }
        } else {
            keyPair(certificate);
            Validity.check(
                    report,
                    Check.MERCHANT_CERTIFICATE_DATES,
                    "the merchant certificate",
                    certificate,
                    now,
                    "Apply for a new API certificate in the merchant console, API security (API安全), and put key,"
                            + " certificate and serial number in place of the old ones together");
            mchid(certificate);
        }
        VerifyingKeys platformKeys = platformKeys(certificate);
        clock();
        return platformKeys;
    }

    private void keyPair(X509Certificate certificate) {
        if (!(credentials.signer() instanceof MerchantKey key)) {
            report.skipFor(Check.MERCHANT_KEY_PAIR, Check.MERCHANT_KEY);
        } else if (key.matches(certificate.getPublicKey())) {
            report.pass(Check.MERCHANT_KEY_PAIR, "the private key belongs to the certificate");
        } else {
            report.fail(
                    Check.MERCHANT_KEY_PAIR,
                    "the private key does not belong to the certificate " + SerialNumber.of(certificate),
                    ProfileChecks.sameDownload());
        }
    }

    /** That the subject's common name has the merchant number is often so, and documented nowhere. */
    private void mchid(X509Certificate certificate) {
        String mchid = credentials.mchid();
        if (mchid == null) {
            report.skipFor(Check.MERCHANT_CERTIFICATE_MCHID, Check.MCHID);
            return;
        }
        String named = numberIn(certificate).orElse(null);
        if (named == null) {
            report.skip(Check.MERCHANT_CERTIFICATE_MCHID, "the certificate's subject has no merchant number");
        } else if (named.equals(mchid)) {
            report.pass(Check.MERCHANT_CERTIFICATE_MCHID, "the certificate was issued to " + mchid);
        } else {
            report.warn(
                    Check.MERCHANT_CERTIFICATE_MCHID,
                    "the certificate names " + named + ", and " + Profile.MCHID + " is " + mchid,
                    "Set " + Profile.MCHID + " to the merchant whose certificate this is, or take the certificate of "
                            + mchid);
        }
    }

    private static Optional<String> numberIn(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(rdn -> NUMBER.matcher(String.valueOf(rdn.getValue())))
                            .filter(Matcher::find)
                            .map(Matcher::group)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private VerifyingKeys platformKeys(@Nullable X509Certificate certificate) {
        VerifyingKeys keys = credentials.platformKeys();
        if (keys.isEmpty()) {
            String none = "there is no platform key that can be used";
            report.skip(Check.PLATFORM_KEY_OWNER, none);
            report.skip(Check.PLATFORM_CERTIFICATE_DATES, none);
            return keys;
        }
        for (VerifyingKey key : keys.keys()) {
            if (isOwn(key, certificate)) {
                ownKey(key);
                return VerifyingKeys.none();
            }
        }
        owner(keys);
        dates(keys);
        return keys;
    }

    private void ownKey(VerifyingKey key) {
        if (key.isCertificate()) {
            report.fail(
                    Check.PLATFORM_KEY_OWNER,
                    "the platform certificate " + key.serial()
                            + " is your own API certificate (apiclient_cert.pem), not the platform's",
                    "Take the WeChat Pay public key (pub_key.pem) of the merchant console, or a platform certificate by"
                            + " `fluentpay certificates download`");
        } else {
            report.fail(
                    Check.PLATFORM_KEY_OWNER,
                    "the WeChat Pay public key is the public half of your own private key",
                    "Take the WeChat Pay public key (pub_key.pem) and its PUB_KEY_ID_… of the merchant console; it cannot"
                            + " be made from your own files");
        }
        report.skipFor(Check.PLATFORM_CERTIFICATE_DATES, Check.PLATFORM_KEY_OWNER);
    }

    private boolean isOwn(VerifyingKey key, @Nullable X509Certificate certificate) {
        if (key.certificate().map(each -> each.equals(certificate)).orElse(false)) {
            return true;
        }
        return credentials.signer() instanceof MerchantKey merchant
                ? merchant.matches(key)
                : key.serial().equals(credentials.serial());
    }

    private void owner(VerifyingKeys keys) {
        String mchid = credentials.mchid();
        String suspect = keys.keys().stream()
                .flatMap(key -> key.certificate().stream())
                .filter(platform -> mchid != null && numberIn(platform).equals(Optional.of(mchid)))
                .map(SerialNumber::of)
                .findFirst()
                .orElse(null);
        if (suspect == null) {
            report.pass(Check.PLATFORM_KEY_OWNER, "not one of the merchant's own");
        } else {
            report.warn(
                    Check.PLATFORM_KEY_OWNER,
                    "the platform certificate " + suspect + " names " + mchid
                            + ": it looks like an API certificate of that merchant, not like the platform's",
                    "Take the WeChat Pay public key (pub_key.pem) of the merchant console, or a platform certificate by"
                            + " `fluentpay certificates download`");
        }
    }

    /** Of several certificates the one that expires last counts: the others are there for the time of a change. */
    private void dates(VerifyingKeys keys) {
        keys.certificate()
                .flatMap(VerifyingKey::certificate)
                .ifPresentOrElse(
                        platform -> Validity.check(
                                report,
                                Check.PLATFORM_CERTIFICATE_DATES,
                                "the platform certificate",
                                platform,
                                now,
                                "Download the next one (`fluentpay certificates download`; it is there 10 days before this"
                                        + " one ends), or go over to the WeChat Pay public key, which does not expire"),
                        () -> report.pass(Check.PLATFORM_CERTIFICATE_DATES, "a WeChat Pay public key does not expire"));
    }

    private void clock() {
        List<Instant> begins = new ArrayList<>();
        Stream.concat(
                        Stream.ofNullable(credentials.certificate()),
                        credentials.platformKeys().keys().stream().flatMap(key -> key.certificate().stream()))
                .forEach(certificate -> begins.add(certificate.getNotBefore().toInstant()));
        Instant shown = Validity.seconds(now);
        String cure = "Set the clock by NTP; the platform refuses requests that are 5 minutes off";
        if (now.isBefore(EARLIEST)) {
            report.fail(Check.CLOCK, "this machine's clock says " + shown + ", and this software is younger", cure);
        } else if (now.isAfter(LATEST)) {
            report.fail(
                    Check.CLOCK,
                    "this machine's clock says " + shown + ", more than "
                            + Duration.between(EARLIEST, LATEST).toDays() / 365
                            + " years after this software was made",
                    cure);
        } else if (begins.stream().anyMatch(now::isBefore)) {
            report.fail(
                    Check.CLOCK,
                    "this machine's clock says " + shown + ", before a certificate of the profile begins",
                    cure);
        } else {
            report.pass(Check.CLOCK, "this machine's clock says " + shown);
        }
    }
}
