package io.github.fluentpay.doctor;

import io.github.fluentpay.path.NearestPath;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.profile.ProfileSettings;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.protocol.internal.ApiV3KeyText;
import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads each setting of a profile on its own, so that one that is wrong does not hide the next. */
final class ProfileChecks {

    private static final Set<String> PROPERTIES = Set.of(
            Profile.MCHID,
            Profile.MERCHANT_SERIAL,
            Profile.MERCHANT_KEY,
            Profile.MERCHANT_CERTIFICATE,
            Profile.APIV3_KEY,
            Profile.PLATFORM_SERIAL,
            Profile.PLATFORM_KEY,
            Profile.BASE_URL);
    private static final String OURS = "fluentpay.";

    private static final int SERIAL_LENGTH = 40;
    private static final int APIV3_KEY_LENGTH = 32;
    private static final Pattern ALPHANUMERIC = Pattern.compile("[0-9A-Za-z]+");

    private static final String SAME_DOWNLOAD =
            "Take apiclient_key.pem and apiclient_cert.pem from the same download of"
                    + " the merchant console: API security (API安全), API certificate (API证书)";
    private static final String APIV3_KEY_CURE =
            "Set the APIv3 key of the merchant console, API security (API安全), APIv3 key (APIv3密钥); it cannot be read"
                    + " there, only set anew";
    private static final String PLATFORM_KEY_CURE =
            "Set fluentpay.platform-key to pub_key.pem and fluentpay.platform-serial to the PUB_KEY_ID_… beside it in the"
                    + " merchant console, API security (API安全); or to a platform certificate, by `fluentpay"
                    + " certificates download`, and its serial number";

    private final ProfileSettings settings;
    private final Report report;

    ProfileChecks(ProfileSettings settings, Report report) {
        this.settings = settings;
        this.report = report;
        settings.find(Profile.APIV3_KEY).ifPresent(report::hide);
    }

    Credentials run() {
        names();
        String mchid = mchid();
        MerchantKey key = merchantKey();
        X509Certificate certificate = merchantCertificate();
        String serial = merchantSerial(certificate);
        ApiV3Key apiV3Key = apiV3Key();
        VerifyingKey platformKey = platformKey(certificate);
        FilePermissions.check(report, settings);
        return new Credentials(
                mchid,
                serial,
                key,
                certificate,
                apiV3Key,
                platformKey == null ? VerifyingKeys.none() : VerifyingKeys.of(platformKey),
                List.of());
    }

    /** A name that is misspelled is a setting that is silently not there. */
    private void names() {
        List<String> unknown = settings.names().stream()
                .filter(name -> name.startsWith(OURS) && !PROPERTIES.contains(name))
                .map(this::misnamed)
                .toList();
        long given = PROPERTIES.stream()
                .filter(property -> settings.find(property).isPresent())
                .count();
        long fromEnvironment =
                PROPERTIES.stream().filter(settings::isFromEnvironment).count();
        if (!unknown.isEmpty()) {
            report.warn(
                    Check.PROFILE,
                    "there is no setting of the name in " + String.join(", nor of the one in ", unknown),
                    "Correct the name; the settings are "
                            + String.join(", ", PROPERTIES.stream().sorted().toList()));
            return;
        }
        report.pass(
                Check.PROFILE,
                given + (given == 1 ? " setting, " : " settings, ") + fromEnvironment + " of them from the environment"
                        + settings.file().map(file -> "; " + file).orElse(""));
    }

    /** The place of an unknown name, which is not shown itself: it may be a secret without its equals sign. */
    private String misnamed(String name) {
        OptionalInt line = settings.line(name);
        String place = line.isPresent() ? "line " + line.getAsInt() : "the profile";
        return PROPERTIES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(property -> place + ", which begins with " + property + " and goes on before the equals sign")
                .orElseGet(() -> place
                        + NearestPath.of(name, PROPERTIES.stream().sorted())
                                .map(near -> " (" + near + "?)")
                                .orElse(""));
    }

    private @Nullable String mchid() {
        String mchid = require(Check.MCHID, Profile.MCHID, "Set the merchant number that the merchant console shows");
        if (mchid == null) {
            return null;
        }
        if (Identifier.MCHID.fits(mchid)) {
            report.pass(Check.MCHID, mchid);
            return mchid;
        }
        report.fail(
                Check.MCHID,
                Profile.MCHID + " is not a merchant number, 8 to 15 digits: " + ShownValue.described(mchid)
                        + Identifier.MCHID.odd(mchid) + at(Profile.MCHID),
                "Set the merchant number that the merchant console shows");
        return null;
    }

    private @Nullable MerchantKey merchantKey() {
        String given = require(
                Check.MERCHANT_KEY,
                Profile.MERCHANT_KEY,
                "Set it to the path of apiclient_key.pem of the merchant console's download");
        if (given == null) {
            return null;
        }
        try {
            MerchantKey key = MerchantKey.read(settings.source(Profile.MERCHANT_KEY));
            report.pass(Check.MERCHANT_KEY, "an RSA private key; " + settings.path(Profile.MERCHANT_KEY));
            return key;
        } catch (IllegalArgumentException e) {
            report.fail(
                    Check.MERCHANT_KEY,
                    message(e) + at(Profile.MERCHANT_KEY),
                    "Set " + Profile.MERCHANT_KEY
                            + " to the path of apiclient_key.pem of the merchant console's download, readable and"
                            + " without a passphrase");
            return null;
        }
    }

    private @Nullable X509Certificate merchantCertificate() {
        if (settings.find(Profile.MERCHANT_CERTIFICATE).isEmpty()) {
            report.skip(
                    Check.MERCHANT_CERTIFICATE,
                    "there is no " + Profile.MERCHANT_CERTIFICATE,
                    "Set it to the path of apiclient_cert.pem: whether key, serial number and dates are right can then be"
                            + " told without the platform");
            return null;
        }
        try {
            X509Certificate certificate = Merchant.certificate(settings.source(Profile.MERCHANT_CERTIFICATE));
            report.pass(Check.MERCHANT_CERTIFICATE, "a certificate; " + settings.path(Profile.MERCHANT_CERTIFICATE));
            return certificate;
        } catch (IllegalArgumentException e) {
            report.fail(
                    Check.MERCHANT_CERTIFICATE,
                    message(e) + at(Profile.MERCHANT_CERTIFICATE),
                    "Set " + Profile.MERCHANT_CERTIFICATE
                            + " to the path of apiclient_cert.pem of the merchant console's download, or leave it out");
            return null;
        }
    }

    /** The serial number to sign with: the certificate's, if there is one. */
    private @Nullable String merchantSerial(@Nullable X509Certificate certificate) {
        String given = settings.find(Profile.MERCHANT_SERIAL).orElse(null);
        String ofCertificate = certificate == null ? null : SerialNumber.of(certificate);
        if (given == null) {
            if (ofCertificate != null) {
                report.pass(Check.MERCHANT_SERIAL, ofCertificate + ", from the certificate");
            } else {
                report.fail(
                        Check.MERCHANT_SERIAL,
                        missing(Profile.MERCHANT_SERIAL),
                        "Set the serial number that the merchant console shows beside the API certificate, or "
                                + Profile.MERCHANT_CERTIFICATE + " to the path of apiclient_cert.pem");
            }
            return ofCertificate;
        }
        String serial = given.length() == APIV3_KEY_LENGTH ? null : normalised(given);
        if (serial == null) {
            report.fail(
                    Check.MERCHANT_SERIAL,
                    Profile.MERCHANT_SERIAL + " is not a serial number, 40 hexadecimal digits: "
                            + (ShownValue.isPublicKeyId(given)
                                    ? "it is the ID of a WeChat Pay public key, which belongs into "
                                            + Profile.PLATFORM_SERIAL
                                    : ShownValue.described(given) + Identifier.SERIAL_NUMBER.odd(given))
                            + at(Profile.MERCHANT_SERIAL),
                    "Set the serial number that the merchant console shows beside the API certificate");
            return ofCertificate;
        }
        if (ofCertificate != null && !serial.equals(ofCertificate)) {
            report.fail(
                    Check.MERCHANT_SERIAL,
                    Profile.MERCHANT_SERIAL + " is another than the certificate's, which is " + ofCertificate
                            + at(Profile.MERCHANT_SERIAL),
                    "Leave " + Profile.MERCHANT_SERIAL + " out: the certificate has it");
            return ofCertificate;
        }
        if (ofCertificate != null) {
            report.pass(Check.MERCHANT_SERIAL, serial + ", as in the certificate");
        } else if (serial.equals(settings.find(Profile.PLATFORM_SERIAL)
                .map(ProfileChecks::normalised)
                .orElse(null))) {
            report.fail(
                    Check.MERCHANT_SERIAL,
                    Profile.MERCHANT_SERIAL + " and " + Profile.PLATFORM_SERIAL
                            + " are the same: one is of the merchant's certificate, the other of the platform's",
                    "Set " + Profile.MERCHANT_SERIAL
                            + " to the serial number that the merchant console shows beside the API certificate");
        } else if (serial.length() != SERIAL_LENGTH) {
            report.warn(
                    Check.MERCHANT_SERIAL,
                    Profile.MERCHANT_SERIAL + " has " + serial.length() + " digits; those of the platform have "
                            + SERIAL_LENGTH + at(Profile.MERCHANT_SERIAL),
                    "Compare it with the one that the merchant console shows beside the API certificate");
        } else {
            report.pass(
                    Check.MERCHANT_SERIAL,
                    serial.length()
                            + " hexadecimal digits; without the certificate only the platform can compare them");
        }
        return serial;
    }

    private @Nullable ApiV3Key apiV3Key() {
        String text = settings.find(Profile.APIV3_KEY).orElse(null);
        if (text == null) {
            noApiV3Key(report);
            return null;
        }
        String problem = ApiV3KeyText.problem(text).orElse(null);
        if (problem != null) {
            report.fail(
                    Check.APIV3_KEY,
                    "the APIv3 key " + problem + oddity(text),
                    APIV3_KEY_CURE + ". It is not the APIv2 key (API密钥), and not the appsecret");
            return null;
        }
        if (!ALPHANUMERIC.matcher(text).matches()) {
            report.warn(
                    Check.APIV3_KEY,
                    "the APIv3 key has 32 bytes, not all of them digits and letters" + VisibleText.firstOdd(text)
                            + oddity(text),
                    "Compare it with what was set in the merchant console, which takes digits and letters");
        } else {
            report.pass(Check.APIV3_KEY, "32 digits and letters; whether they are right, the platform can tell");
        }
        return ApiV3Key.of(text);
    }

    private static String oddity(String text) {
        if (ShownValue.isQuoted(text)) {
            return "; there are quotation marks around it, and a profile has none";
        }
        return text.contains("-----") ? "; it is PEM, which belongs into a file" : "";
    }

    private @Nullable VerifyingKey platformKey(@Nullable X509Certificate own) {
        String serial = settings.find(Profile.PLATFORM_SERIAL).orElse(null);
        String path = settings.find(Profile.PLATFORM_KEY).orElse(null);
        if (serial == null && path == null) {
            noPlatformKey(report);
            return null;
        }
        if (serial == null || path == null) {
            report.fail(
                    Check.PLATFORM_KEY,
                    missing(serial == null ? Profile.PLATFORM_SERIAL : Profile.PLATFORM_KEY) + ", and "
                            + (serial == null ? Profile.PLATFORM_KEY : Profile.PLATFORM_SERIAL)
                            + " is there: the two belong together",
                    PLATFORM_KEY_CURE);
            return null;
        }
        // No serial number has an underscore, so the ID of a public key is meant.
        boolean isPublicKey = serial.contains("_");
        if (isPublicKey && !ShownValue.isPublicKeyId(serial)) {
            report.fail(
                    Check.PLATFORM_KEY,
                    Profile.PLATFORM_SERIAL + " is not the ID of a WeChat Pay public key, PUB_KEY_ID_ and digits: "
                            + ShownValue.described(serial) + Identifier.PUBLIC_KEY_ID.odd(serial)
                            + at(Profile.PLATFORM_SERIAL),
                    PLATFORM_KEY_CURE);
            return null;
        }
        try {
            KeySource source = settings.source(Profile.PLATFORM_KEY);
            return isPublicKey ? publicKey(serial, source, own) : certificate(serial, source);
        } catch (IllegalArgumentException e) {
            report.fail(Check.PLATFORM_KEY, message(e) + at(Profile.PLATFORM_KEY), PLATFORM_KEY_CURE);
            return null;
        }
    }

    private @Nullable VerifyingKey publicKey(String serial, KeySource source, @Nullable X509Certificate own) {
        VerifyingKey certificate = certificateOrNull(source);
        if (certificate == null) {
            VerifyingKey key = VerifyingKey.ofPublicKey(serial, source);
            report.pass(Check.PLATFORM_KEY, "the WeChat Pay public key " + serial + ": public-key mode");
            return key;
        }
        if (certificate.certificate().equals(Optional.ofNullable(own))) {
            report.fail(
                    Check.PLATFORM_KEY,
                    Profile.PLATFORM_KEY + " is your own API certificate (apiclient_cert.pem), and "
                            + Profile.PLATFORM_SERIAL + " is the ID of the platform's public key",
                    "Set " + Profile.PLATFORM_KEY
                            + " to pub_key.pem, which is beside that ID in the merchant console, API"
                            + " security (API安全)");
            return null;
        }
        report.fail(
                Check.PLATFORM_KEY,
                "two modes are mixed: " + Profile.PLATFORM_SERIAL + " is the ID of a WeChat Pay public key, and "
                        + Profile.PLATFORM_KEY + " is a certificate",
                "For public-key mode set " + Profile.PLATFORM_KEY
                        + " to pub_key.pem; for certificate mode set " + Profile.PLATFORM_SERIAL + " to "
                        + certificate.serial());
        return null;
    }

    private @Nullable VerifyingKey certificate(String serial, KeySource source) {
        if (isPublicKey(source)) {
            report.fail(
                    Check.PLATFORM_KEY,
                    "two modes are mixed: " + Profile.PLATFORM_KEY + " is a public key, and " + Profile.PLATFORM_SERIAL
                            + " is not the ID of one",
                    "Set " + Profile.PLATFORM_SERIAL
                            + " to the PUB_KEY_ID_… that the merchant console shows beside the public key");
            return null;
        }
        VerifyingKey certificate = VerifyingKey.ofCertificate(source);
        String normalised = normalised(serial);
        if (!certificate.serial().equals(normalised)) {
            report.fail(
                    Check.PLATFORM_KEY,
                    "the platform certificate has the serial number " + certificate.serial() + ", and "
                            + Profile.PLATFORM_SERIAL + " is "
                            + (normalised == null
                                    ? "no serial number" + Identifier.SERIAL_NUMBER.odd(serial)
                                    : "another")
                            + at(Profile.PLATFORM_SERIAL),
                    "Set " + Profile.PLATFORM_SERIAL + " to " + certificate.serial()
                            + ", if this is the certificate that is meant");
            return null;
        }
        report.pass(Check.PLATFORM_KEY, "the platform certificate " + certificate.serial() + ": certificate mode");
        return certificate;
    }

    private static @Nullable VerifyingKey certificateOrNull(KeySource source) {
        try {
            return VerifyingKey.ofCertificate(source);
        } catch (IllegalArgumentException another) {
            return null;
        }
    }

    private static boolean isPublicKey(KeySource source) {
        try {
            VerifyingKey.ofPublicKey("PUB_KEY_ID_0", source);
            return true;
        } catch (IllegalArgumentException another) {
            return false;
        }
    }

    private static @Nullable String normalised(String serial) {
        try {
            return SerialNumber.normalise(serial);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private @Nullable String require(Check check, String property, String cure) {
        String value = settings.find(property).orElse(null);
        if (value == null) {
            report.fail(check, missing(property), cure);
        }
        return value;
    }

    /** The place of a setting, behind what is wrong with it. */
    private String at(String property) {
        return " (" + settings.where(property) + ")";
    }

    private static String missing(String property) {
        return property + " is missing";
    }

    private static String message(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }

    static void noApiV3Key(Report report) {
        report.warn(
                Check.APIV3_KEY,
                "there is no " + Profile.APIV3_KEY + ": neither notifications nor platform certificates can be opened",
                APIV3_KEY_CURE);
    }

    static void noPlatformKey(Report report) {
        report.warn(
                Check.PLATFORM_KEY,
                "there is no key of the platform: replies and notifications cannot be verified, and no call can be"
                        + " made but the download of platform certificates",
                PLATFORM_KEY_CURE);
    }

    static String sameDownload() {
        return SAME_DOWNLOAD;
    }
}
