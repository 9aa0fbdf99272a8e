package io.github.fluentpay.doctor;

import static io.github.fluentpay.doctor.Verdict.FAILED;
import static io.github.fluentpay.doctor.Verdict.PASSED;
import static io.github.fluentpay.doctor.Verdict.SKIPPED;
import static io.github.fluentpay.doctor.Verdict.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing wrong at a time: what is told, word for word, and that nothing else is. */
class OfflineTest {

    @TempDir
    private Path folder;

    /** {@code FOLDER} stands for the folder in both texts; {@code others} are checks that the illness touches, too. */
    record Illness(
            String name,
            Consumer<Patient> illness,
            String check,
            Verdict verdict,
            String reason,
            @Nullable String cure,
            List<String> others) {

        static Illness of(
                String name,
                Consumer<Patient> illness,
                String check,
                Verdict verdict,
                String reason,
                @Nullable String cure,
                String... others) {
            return new Illness(name, illness, check, verdict, reason, cure, List.of(others));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String SAME_DOWNLOAD =
            "Take apiclient_key.pem and apiclient_cert.pem from the same download of the"
                    + " merchant console: API security (API安全), API certificate (API证书)";
    private static final String KEY_CURE = "Set fluentpay.merchant-key to the path of apiclient_key.pem of the merchant"
            + " console's download, readable and without a passphrase";
    private static final String CERTIFICATE_CURE =
            "Set fluentpay.merchant-certificate to the path of apiclient_cert.pem of"
                    + " the merchant console's download, or leave it out";
    private static final String MCHID_CURE = "Set the merchant number that the merchant console shows";
    private static final String SERIAL_CURE =
            "Set the serial number that the merchant console shows beside the API certificate";
    private static final String RENEW =
            "Apply for a new API certificate in the merchant console, API security (API安全), and"
                    + " put key, certificate and serial number in place of the old ones together";
    private static final String APIV3_CURE =
            "Set the APIv3 key of the merchant console, API security (API安全), APIv3 key"
                    + " (APIv3密钥); it cannot be read there, only set anew";
    private static final String NOT_V2 = ". It is not the APIv2 key (API密钥), and not the appsecret";
    private static final String PLATFORM_CURE =
            "Set fluentpay.platform-key to pub_key.pem and fluentpay.platform-serial to"
                    + " the PUB_KEY_ID_… beside it in the merchant console, API security (API安全); or to a platform certificate,"
                    + " by `fluentpay certificates download`, and its serial number";
    private static final String TAKE_PLATFORM_KEY =
            "Take the WeChat Pay public key (pub_key.pem) of the merchant console, or"
                    + " a platform certificate by `fluentpay certificates download`";
    private static final String NEXT_CERTIFICATE =
            "Download the next one (`fluentpay certificates download`; it is there 10"
                    + " days before this one ends), or go over to the WeChat Pay public key, which does not expire";
    private static final String SET_CLOCK =
            "Set the clock by NTP; the platform refuses requests that are 5 minutes off";
    private static final String WAIT = "Set the clock by NTP; if the clock is right, wait for that moment";
    private static final String LEAVE_OUT = "Leave fluentpay.base-url out for the platform's own hosts";
    private static final String WRITE_URL = "Write it as https://host, with a port if need be";

    static Stream<Illness> merchant() {
        return Stream.of(
                Illness.of(
                        "no mchid",
                        patient -> patient.without("mchid"),
                        "mchid",
                        FAILED,
                        "fluentpay.mchid is missing",
                        MCHID_CURE),
                Illness.of(
                        "an appid for a mchid",
                        patient -> patient.set("mchid", "wxd678efh567hg6787"),
                        "mchid",
                        FAILED,
                        "fluentpay.mchid is not a merchant number, 8 to 15 digits: a value of 18 characters, and looks like an appid",
                        MCHID_CURE),
                Illness.of(
                        "a mchid in quotation marks",
                        patient -> patient.set("mchid", "\"1900000001\""),
                        "mchid",
                        FAILED,
                        "fluentpay.mchid is not a merchant number, 8 to 15 digits: a value of 12 characters, quotation marks"
                                + " among them; U+0022 at position 1 does not belong there",
                        MCHID_CURE),
                Illness.of(
                        "no private key",
                        patient -> patient.without("merchant-key"),
                        "merchant-key",
                        FAILED,
                        "fluentpay.merchant-key is missing",
                        "Set it to the path of apiclient_key.pem of the merchant console's download"),
                Illness.of(
                        "the certificate for the private key",
                        patient -> patient.set("merchant-key", "cert.pem"),
                        "merchant-key",
                        FAILED,
                        "FOLDER/cert.pem: this is a certificate, a private key is needed; the platform's console calls it"
                                + " apiclient_key.pem",
                        KEY_CURE),
                Illness.of(
                        "a public key for the private key",
                        patient -> patient.set("merchant-key", "pub_key.pem"),
                        "merchant-key",
                        FAILED,
                        "FOLDER/pub_key.pem: this is a public key, a private key is needed; the platform's console calls"
                                + " it apiclient_key.pem",
                        KEY_CURE),
                Illness.of(
                        "an encrypted private key",
                        patient -> patient.file(
                                "key.pem",
                                Patient.pem(
                                        "ENCRYPTED PRIVATE KEY",
                                        Patient.MERCHANT.getPrivate().getEncoded())),
                        "merchant-key",
                        FAILED,
                        "FOLDER/key.pem: this is a private key under a passphrase, a private key is needed; the platform's"
                                + " console calls it apiclient_key.pem; remove the passphrase: `openssl pkey -in FILE -out"
                                + " NEW_FILE` asks for it and writes the key without one",
                        KEY_CURE),
                Illness.of(
                        "a private key that is not there",
                        patient -> patient.set("merchant-key", "no.pem"),
                        "merchant-key",
                        FAILED,
                        "There is no such file: FOLDER exists, and the rest of the path (6 characters, ending in .pem) does not",
                        KEY_CURE),
                Illness.of(
                        "a private key in place of its path",
                        patient -> patient.set(
                                "merchant-key",
                                Patient.privatePem(Patient.MERCHANT).replace("\n", "")),
                        "merchant-key",
                        FAILED,
                        "it holds a key or certificate itself, and the path of a file is needed; put it into a file",
                        KEY_CURE),
                Illness.of(
                        "no merchant certificate",
                        patient -> patient.without("merchant-certificate"),
                        "merchant-certificate",
                        SKIPPED,
                        "there is no fluentpay.merchant-certificate",
                        "Set it to the path of apiclient_cert.pem: whether key, serial number and dates are right can then"
                                + " be told without the platform"),
                Illness.of(
                        "the private key for the certificate",
                        patient -> patient.set("merchant-certificate", "key.pem"),
                        "merchant-certificate",
                        FAILED,
                        "FOLDER/key.pem: this is a private key, a certificate is needed; the platform's console calls it"
                                + " apiclient_cert.pem",
                        CERTIFICATE_CURE),
                Illness.of(
                        "another's private key",
                        patient -> patient.set("merchant-key", "other_key.pem"),
                        "merchant-key-pair",
                        FAILED,
                        "the private key does not belong to the certificate " + Patient.SERIAL,
                        SAME_DOWNLOAD),
                Illness.of(
                        "the pair of a key that is not there",
                        patient -> patient.set("merchant-key", "no.pem"),
                        "merchant-key-pair",
                        SKIPPED,
                        "not checked, since merchant-key failed",
                        null,
                        "merchant-key"),
                Illness.of(
                        "no serial number and no certificate",
                        patient -> patient.without("merchant-serial", "merchant-certificate"),
                        "merchant-serial",
                        FAILED,
                        "fluentpay.merchant-serial is missing",
                        SERIAL_CURE + ", or fluentpay.merchant-certificate to the path of apiclient_cert.pem"),
                Illness.of(
                        "a serial number that is none",
                        patient -> patient.set("merchant-serial", "secret!"),
                        "merchant-serial",
                        FAILED,
                        "fluentpay.merchant-serial is not a serial number, 40 hexadecimal digits: a value of 7 characters",
                        SERIAL_CURE),
                Illness.of(
                        "the ID of a public key for the serial number",
                        patient -> patient.set("merchant-serial", Patient.PUBLIC_KEY_ID),
                        "merchant-serial",
                        FAILED,
                        "fluentpay.merchant-serial is not a serial number, 40 hexadecimal digits: it is the ID of a WeChat"
                                + " Pay public key, which belongs into fluentpay.platform-serial",
                        SERIAL_CURE),
                Illness.of(
                        "another serial number than the certificate's",
                        patient -> patient.set("merchant-serial", "a1"),
                        "merchant-serial",
                        FAILED,
                        "fluentpay.merchant-serial is another than the certificate's, which is " + Patient.SERIAL,
                        "Leave fluentpay.merchant-serial out: the certificate has it"),
                Illness.of(
                        "the serial number of the platform certificate",
                        patient -> patient.without("merchant-certificate")
                                .inCertificateMode()
                                .set("merchant-serial", Patient.PLATFORM_SERIAL),
                        "merchant-serial",
                        FAILED,
                        "fluentpay.merchant-serial and fluentpay.platform-serial are the same: one is of the merchant's"
                                + " certificate, the other of the platform's",
                        "Set fluentpay.merchant-serial to the serial number that the merchant console shows beside the API"
                                + " certificate"),
                Illness.of(
                        "a serial number that was cut off",
                        patient -> patient.without("merchant-certificate")
                                .set("merchant-serial", Patient.SERIAL.substring(0, 38)),
                        "merchant-serial",
                        WARNING,
                        "fluentpay.merchant-serial has 38 digits; those of the platform have 40",
                        "Compare it with the one that the merchant console shows beside the API certificate"),
                Illness.of(
                        "an expired certificate",
                        patient -> patient.at("2031-02-03T00:00:01Z"),
                        "merchant-certificate-dates",
                        FAILED,
                        "the merchant certificate expired on 2031-02-01T00:00:00Z, 2 days ago",
                        RENEW),
                Illness.of(
                        "a certificate that expires soon",
                        patient -> patient.at("2031-01-30T12:00:00Z"),
                        "merchant-certificate-dates",
                        WARNING,
                        "the merchant certificate expires on 2031-02-01T00:00:00Z, in 1 day",
                        RENEW),
                Illness.of(
                        "a certificate that is not valid yet",
                        patient -> patient.at("2026-01-31T23:59:59.5Z"),
                        "merchant-certificate-dates",
                        FAILED,
                        "the merchant certificate is valid from 2026-02-01T00:00:00Z on, and this machine's clock says"
                                + " 2026-01-31T23:59:59Z",
                        WAIT,
                        "clock"),
                Illness.of(
                        "another merchant's certificate",
                        patient -> patient.set("mchid", "1900000002"),
                        "merchant-certificate-mchid",
                        WARNING,
                        "the certificate names 1900000001, and fluentpay.mchid is 1900000002",
                        "Set fluentpay.mchid to the merchant whose certificate this is, or take the certificate of"
                                + " 1900000002"),
                Illness.of(
                        "a certificate without a merchant number",
                        patient -> patient.file(
                                "cert.pem",
                                Patient.certificatePem(
                                        Patient.MERCHANT, Patient.SERIAL, "CN=Shop 12", Patient.BEGIN, Patient.END)),
                        "merchant-certificate-mchid",
                        SKIPPED,
                        "the certificate's subject has no merchant number",
                        null));
    }

    static Stream<Illness> secrets() {
        return Stream.of(
                Illness.of(
                        "no APIv3 key",
                        patient -> patient.without("apiv3-key"),
                        "apiv3-key",
                        WARNING,
                        "there is no fluentpay.apiv3-key: neither notifications nor platform certificates can be opened",
                        APIV3_CURE),
                Illness.of(
                        "a short APIv3 key",
                        patient -> patient.set("apiv3-key", "0123456789"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 10 bytes, exactly 32 are needed",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key in quotation marks",
                        patient -> patient.set("apiv3-key", "'" + Patient.APIV3_KEY + "'"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 34 bytes, exactly 32 are needed; U+0027 at position 1 does not belong there;"
                                + " there are quotation marks around it, and a profile has none",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key with white space",
                        patient -> patient.set("apiv3-key", "0123456789 abcdefghijklmnopqrstuv"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 33 bytes, exactly 32 are needed; U+0020 at position 11 is invisible: delete it",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key of 33 digits and letters",
                        patient -> patient.set("apiv3-key", Patient.APIV3_KEY + "w"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 33 bytes, exactly 32 are needed; all are digits and letters, and the one at"
                                + " position 33 is too many",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key of 32 bytes with a blank inside",
                        patient -> patient.set("apiv3-key", "0123456789 abcdefghijklmnopqrstu"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 32 bytes, not all of them digits and letters; U+0020 at position 11 is"
                                + " invisible: delete it",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key that is PEM",
                        patient -> patient.set("apiv3-key", "-----BEGIN"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 10 bytes, exactly 32 are needed; U+002D at position 1 does not belong there; it"
                                + " is PEM, which belongs into a file",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key with other letters",
                        patient -> patient.set("apiv3-key", "密钥密钥密钥"),
                        "apiv3-key",
                        FAILED,
                        "the APIv3 key has 18 bytes, exactly 32 are needed; U+5BC6 at position 1 does not belong there",
                        APIV3_CURE + NOT_V2),
                Illness.of(
                        "an APIv3 key of 30 characters in quotation marks",
                        patient -> patient.set("apiv3-key", "\"0123456789abcdefghijklmnopqrst\""),
                        "apiv3-key",
                        WARNING,
                        "the APIv3 key has 32 bytes, not all of them digits and letters; U+0022 at position 1 does not"
                                + " belong there; there are quotation marks around it, and a profile has none",
                        "Compare it with what was set in the merchant console, which takes digits and letters"),
                Illness.of(
                        "a private key that others can read",
                        patient -> patient.permit("key.pem", "rw-r--r--"),
                        "file-permissions",
                        WARNING,
                        "others than the owner can read a secret: FOLDER/key.pem (rw-r--r--)",
                        "chmod 600 FOLDER/key.pem"),
                Illness.of(
                        "a profile that the group can read",
                        patient ->
                                patient.permit(patient.profile().getFileName().toString(), "rw-r-----"),
                        "file-permissions",
                        WARNING,
                        "others than the owner can read a secret: FOLDER/profile.properties (rw-r-----)",
                        "chmod 600 FOLDER/profile.properties"),
                Illness.of(
                        "two files that others can read, one of them with a name that a shell would take apart",
                        patient -> patient.file("my key's.pem", Patient.privatePem(Patient.MERCHANT))
                                .set("merchant-key", "my key's.pem")
                                .permit("my key's.pem", "r--r-----")
                                .permit(patient.profile().getFileName().toString(), "rw----r--"),
                        "file-permissions",
                        WARNING,
                        "others than the owner can read a secret: FOLDER/profile.properties (rw----r--), FOLDER/my key's.pem"
                                + " (r--r-----)",
                        "chmod 600 FOLDER/profile.properties 'FOLDER/my key'\\''s.pem'"));
    }

    static Stream<Illness> platform() {
        return Stream.of(
                Illness.of(
                        "no platform key",
                        patient -> patient.without("platform-key", "platform-serial"),
                        "platform-key",
                        WARNING,
                        "there is no key of the platform: replies and notifications cannot be verified, and no call can be"
                                + " made but the download of platform certificates",
                        PLATFORM_CURE),
                Illness.of(
                        "a serial number without its key",
                        patient -> patient.without("platform-key"),
                        "platform-key",
                        FAILED,
                        "fluentpay.platform-key is missing, and fluentpay.platform-serial is there: the two belong together",
                        PLATFORM_CURE),
                Illness.of(
                        "a key without its serial number",
                        patient -> patient.without("platform-serial"),
                        "platform-key",
                        FAILED,
                        "fluentpay.platform-serial is missing, and fluentpay.platform-key is there: the two belong together",
                        PLATFORM_CURE),
                Illness.of(
                        "a certificate under the ID of a public key",
                        patient -> patient.set("platform-key", "wechatpay.pem"),
                        "platform-key",
                        FAILED,
                        "two modes are mixed: fluentpay.platform-serial is the ID of a WeChat Pay public key, and"
                                + " fluentpay.platform-key is a certificate",
                        "For public-key mode set fluentpay.platform-key to pub_key.pem; for certificate mode set"
                                + " fluentpay.platform-serial to " + Patient.PLATFORM_SERIAL),
                Illness.of(
                        "the merchant's own certificate under the ID of a public key",
                        patient -> patient.set("platform-key", "cert.pem"),
                        "platform-key",
                        FAILED,
                        "fluentpay.platform-key is your own API certificate (apiclient_cert.pem), and"
                                + " fluentpay.platform-serial is the ID of the platform's public key",
                        "Set fluentpay.platform-key to pub_key.pem, which is beside that ID in the merchant console, API"
                                + " security (API安全)"),
                Illness.of(
                        "a public key under a serial number",
                        patient -> patient.set("platform-serial", Patient.PLATFORM_SERIAL),
                        "platform-key",
                        FAILED,
                        "two modes are mixed: fluentpay.platform-key is a public key, and fluentpay.platform-serial is not"
                                + " the ID of one",
                        "Set fluentpay.platform-serial to the PUB_KEY_ID_… that the merchant console shows beside the"
                                + " public key"),
                Illness.of(
                        "a private key for the platform's",
                        patient -> patient.set("platform-key", "key.pem"),
                        "platform-key",
                        FAILED,
                        "FOLDER/key.pem: this is a private key, a public key is needed; the platform's console calls it"
                                + " pub_key.pem; the platform's public key cannot be made from a key of your own",
                        PLATFORM_CURE),
                Illness.of(
                        "another serial number than the platform certificate's",
                        patient -> patient.inCertificateMode().set("platform-serial", "A1"),
                        "platform-key",
                        FAILED,
                        "the platform certificate has the serial number " + Patient.PLATFORM_SERIAL
                                + ", and fluentpay.platform-serial is another",
                        "Set fluentpay.platform-serial to " + Patient.PLATFORM_SERIAL
                                + ", if this is the certificate that is meant"),
                Illness.of(
                        "no serial number at all for the platform certificate",
                        patient -> patient.inCertificateMode().set("platform-serial", "unknown"),
                        "platform-key",
                        FAILED,
                        "the platform certificate has the serial number " + Patient.PLATFORM_SERIAL
                                + ", and fluentpay.platform-serial is no serial number",
                        "Set fluentpay.platform-serial to " + Patient.PLATFORM_SERIAL
                                + ", if this is the certificate that is meant"),
                Illness.of(
                        "the merchant's own certificate for the platform's",
                        patient ->
                                patient.set("platform-serial", Patient.SERIAL).set("platform-key", "cert.pem"),
                        "platform-key-owner",
                        FAILED,
                        "the platform certificate " + Patient.SERIAL
                                + " is your own API certificate (apiclient_cert.pem), not the platform's",
                        TAKE_PLATFORM_KEY),
                Illness.of(
                        "the merchant's own public key for the platform's",
                        patient -> patient.set("platform-key", "own_pub_key.pem"),
                        "platform-key-owner",
                        FAILED,
                        "the WeChat Pay public key is the public half of your own private key",
                        "Take the WeChat Pay public key (pub_key.pem) and its PUB_KEY_ID_… of the merchant console; it"
                                + " cannot be made from your own files"),
                Illness.of(
                        "an older certificate of the merchant's for the platform's",
                        patient -> patient.file(
                                        "old.pem",
                                        Patient.certificatePem(
                                                Patient.OTHER,
                                                Patient.PLATFORM_SERIAL,
                                                "CN=" + Patient.MCHID,
                                                Patient.BEGIN,
                                                Patient.END))
                                .inCertificateMode()
                                .set("platform-key", "old.pem"),
                        "platform-key-owner",
                        WARNING,
                        "the platform certificate " + Patient.PLATFORM_SERIAL
                                + " names 1900000001: it looks like an API certificate of that merchant, not like the"
                                + " platform's",
                        TAKE_PLATFORM_KEY),
                Illness.of(
                        "an expired platform certificate",
                        patient -> patient.without("merchant-certificate")
                                .inCertificateMode()
                                .at("2031-02-12T00:00:00Z"),
                        "platform-certificate-dates",
                        FAILED,
                        "the platform certificate expired on 2031-02-01T00:00:00Z, 11 days ago",
                        NEXT_CERTIFICATE),
                Illness.of(
                        "a platform certificate that expires soon",
                        patient -> patient.without("merchant-certificate")
                                .inCertificateMode()
                                .at("2031-01-12T00:00:00Z"),
                        "platform-certificate-dates",
                        WARNING,
                        "the platform certificate expires on 2031-02-01T00:00:00Z, in 20 days",
                        NEXT_CERTIFICATE),
                Illness.of(
                        "a platform certificate that is not valid yet",
                        patient -> patient.without("merchant-certificate")
                                .inCertificateMode()
                                .at("2026-01-12T00:00:00Z"),
                        "platform-certificate-dates",
                        FAILED,
                        "the platform certificate is valid from 2026-02-01T00:00:00Z on, and this machine's clock says"
                                + " 2026-01-12T00:00:00Z",
                        WAIT,
                        "clock"));
    }

    static Stream<Illness> surroundings() {
        return Stream.of(
                Illness.of(
                        "a misspelled name",
                        patient -> patient.set("apiv3key", "0123456789"),
                        "profile",
                        WARNING,
                        "there is no setting of the name in line LINE (fluentpay.apiv3-key?)",
                        "Correct the name; the settings are fluentpay.apiv3-key, fluentpay.base-url, fluentpay.mchid,"
                                + " fluentpay.merchant-certificate, fluentpay.merchant-key, fluentpay.merchant-serial,"
                                + " fluentpay.platform-key, fluentpay.platform-serial"),
                Illness.of(
                        "a secret without its equals sign",
                        patient -> patient.set("apiv3-key" + Patient.APIV3_KEY, ""),
                        "profile",
                        WARNING,
                        "there is no setting of the name in line LINE, which begins with fluentpay.apiv3-key and goes on before the equals sign",
                        "Correct the name; the settings are fluentpay.apiv3-key, fluentpay.base-url, fluentpay.mchid,"
                                + " fluentpay.merchant-certificate, fluentpay.merchant-key, fluentpay.merchant-serial,"
                                + " fluentpay.platform-key, fluentpay.platform-serial"),
                Illness.of(
                        "a base URL that is none",
                        patient -> patient.set("base-url", "https://a b"),
                        "base-url",
                        FAILED,
                        "a base URL is no URL: a value of 11 characters",
                        WRITE_URL + "; " + LEAVE_OUT),
                Illness.of(
                        "a base URL without a scheme",
                        patient -> patient.set("base-url", "api.mch.weixin.qq.com"),
                        "base-url",
                        FAILED,
                        "the base URL api.mch.weixin.qq.com is not https://host",
                        WRITE_URL + "; " + LEAVE_OUT),
                Illness.of(
                        "a base URL with a password",
                        patient -> patient.set("base-url", "https://me:secret@proxy.example"),
                        "base-url",
                        FAILED,
                        "a base URL has a user, a query or a fragment",
                        WRITE_URL),
                Illness.of(
                        "the platform without TLS",
                        patient -> patient.set("base-url", "http://api.mch.weixin.qq.com"),
                        "base-url",
                        FAILED,
                        "the base URL http://api.mch.weixin.qq.com is not https, and the platform takes nothing else",
                        LEAVE_OUT),
                Illness.of(
                        "the platform with a path",
                        patient -> patient.set("base-url", "https://proxy.example, https://api.mch.weixin.qq.com/v3/"),
                        "base-url",
                        FAILED,
                        "the base URL https://api.mch.weixin.qq.com/v3/ has a path, which would come in front of every path"
                                + " of the platform",
                        "Leave the path out; " + LEAVE_OUT),
                Illness.of(
                        "a host of the platform's domain that is none of its hosts",
                        patient -> patient.set("base-url", "https://api3.mch.weixin.qq.com"),
                        "base-url",
                        WARNING,
                        "the host api3.mch.weixin.qq.com is not one of those that the platform documents:"
                                + " api.mch.weixin.qq.com, api.wechatpay.cn, api2.mch.weixin.qq.com, api2.wechatpay.cn,"
                                + " apihk.mch.weixin.qq.com",
                        LEAVE_OUT),
                Illness.of(
                        "another machine without TLS",
                        patient -> patient.set("base-url", "http://pay-proxy.example:8080"),
                        "base-url",
                        WARNING,
                        "the base URL http://pay-proxy.example:8080 leaves this machine without encryption",
                        "Use https, unless the way to that host is your own"),
                Illness.of(
                        "a clock before its time",
                        patient -> patient.without("merchant-certificate").at("1970-01-01T00:00:09.9Z"),
                        "clock",
                        FAILED,
                        "this machine's clock says 1970-01-01T00:00:09Z, and this software is younger",
                        SET_CLOCK),
                Illness.of(
                        "a clock far ahead",
                        patient -> patient.without("merchant-certificate").at("2070-01-01T00:00:00Z"),
                        "clock",
                        FAILED,
                        "this machine's clock says 2070-01-01T00:00:00Z, more than 30 years after this software was made",
                        SET_CLOCK),
                Illness.of(
                        "a clock before the certificate",
                        patient -> patient.at("2026-01-31T00:00:00Z"),
                        "clock",
                        FAILED,
                        "this machine's clock says 2026-01-31T00:00:00Z, before a certificate of the profile begins",
                        SET_CLOCK,
                        "merchant-certificate-dates"));
    }

    @ParameterizedTest
    @MethodSource({"merchant", "secrets", "platform", "surroundings"})
    void tellsWhatIsWrongAndNothingElse(Illness illness) {
        assumeTrue(Patient.isPosix() || !illness.check().equals("file-permissions"));
        Patient patient = new Patient(folder);
        illness.illness().accept(patient);

        Diagnosis diagnosis = patient.doctor().offline();

        Finding finding = diagnosis.of(illness.check());
        assertThat(withoutPlace(finding))
                .isEqualTo(new Finding(
                        illness.check(), illness.verdict(), withFolder(illness.reason()), withFolder(illness.cure())));
        assertThat(diagnosis.findings().stream()
                        .filter(each -> each.verdict() == FAILED || each.verdict() == WARNING)
                        .map(Finding::check)
                        .filter(check -> !check.equals(illness.check())))
                .containsExactlyInAnyOrderElementsOf(illness.others());
        assertThat(diagnosis.findings()).hasSize(15);
    }

    /** What is wrong, without the line that a test of its own looks at. */
    private Finding withoutPlace(Finding finding) {
        String reason = finding.reason()
                .replaceAll(" \\(in " + Pattern.quote(folder + "/profile.properties") + ", line \\d+\\)$", "")
                .replaceAll("in line \\d+", "in line LINE");
        return new Finding(finding.check(), finding.verdict(), reason, finding.cure());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0", "\u200B", "\uFEFF", "\u3000"})
    void trimsWhatIsInvisible(String invisible) {
        Patient patient = new Patient(folder);
        List.copyOf(patient.settings.keySet())
                .forEach(name -> patient.settings.compute(name, (same, value) -> invisible + value + invisible));

        Diagnosis diagnosis = patient.doctor().offline();

        assertThat(diagnosis.verdict()).as(diagnosis.toString()).isEqualTo(PASSED);
    }

    @Test
    void readsKeysAndAProfileAsEditorsAndSecretStoresWriteThem() throws Exception {
        Patient patient = new Patient(folder);
        patient.file("key.pem", Patient.privatePem(Patient.MERCHANT).replace("\n", "\\n"));
        String certificate = Files.readString(folder.resolve("cert.pem"));
        patient.file("cert.pem", Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8)));
        Files.write(
                folder.resolve("pub_key.pem"),
                ("\uFEFF" + Patient.publicPem(Patient.PLATFORM)).getBytes(StandardCharsets.UTF_16LE));
        Files.write(
                patient.profile(),
                ("\uFEFF" + String.join("\r\n", patient.lines())).getBytes(StandardCharsets.UTF_16LE));

        Diagnosis diagnosis = patient.doctor().offline();

        assertThat(diagnosis.verdict()).as(diagnosis.toString()).isEqualTo(PASSED);
    }

    @Test
    void namesTheInvisibleCharacterInsideAnIdentifier() {
        String inside = "1900\u200B000001";
        Patient patient = new Patient(folder)
                .set("mchid", inside)
                .set("merchant-serial", Patient.SERIAL.replace("EFD", "E\u200BFD"))
                .set("platform-serial", Patient.PUBLIC_KEY_ID.replace("0119", "01\u200B19"));

        Diagnosis diagnosis = patient.doctor().offline();

        assertThat(diagnosis.of("mchid").reason()).contains("; U+200B at position 5 is invisible: delete it (in ");
        assertThat(diagnosis.of("merchant-serial").reason())
                .contains("; U+200B at position 9 is invisible: delete it (in ");
        assertThat(diagnosis.of("platform-key").reason())
                .contains("; U+200B at position 14 is invisible: delete it (in ");
    }

    @Test
    void namesTheLineOrTheVariableThatIsWrong() {
        Patient patient = new Patient(folder).set("mchid", "plantedSecret").set("merchant-key", "no.pem");
        patient.environment.put("FLUENTPAY_MERCHANT_SERIAL", "plantedSecret");
        patient.environment.put("FLUENTPAY_PLATFORM_SERIAL", "PUB_KEY_ID_plantedSecret");

        Diagnosis diagnosis = patient.doctor().offline();

        String file = folder.resolve("profile.properties").toString();
        assertThat(diagnosis.of("mchid").reason()).endsWith(": a value of 13 characters (in " + file + ", line 1)");
        assertThat(diagnosis.of("merchant-key").reason()).endsWith(" does not (in " + file + ", line 3)");
        assertThat(diagnosis.of("merchant-serial").reason())
                .endsWith(": a value of 13 characters (from the variable FLUENTPAY_MERCHANT_SERIAL)");
        assertThat(diagnosis.of("platform-key").reason())
                .isEqualTo(
                        "fluentpay.platform-serial is not the ID of a WeChat Pay public key, PUB_KEY_ID_ and digits: a"
                                + " value of 24 characters; a letter at position 12 does not belong there (from the"
                                + " variable FLUENTPAY_PLATFORM_SERIAL)");
        assertThat(diagnosis.toString()).doesNotContain("planted");
    }

    /** An APIv3 key may have hexadecimal digits only, as a serial number has. */
    @Test
    void takesAnApiV3KeyForNoSerialNumber() {
        Diagnosis diagnosis = new Patient(folder)
                .without("merchant-certificate")
                .set("merchant-serial", "0123456789abcdef0123456789abcdef")
                .doctor()
                .offline();

        assertThat(withoutPlace(diagnosis.of("merchant-serial")).reason())
                .isEqualTo("fluentpay.merchant-serial is not a serial number, 40 hexadecimal digits: a value of 32"
                        + " characters, as many as an APIv3 key has");
        assertThat(diagnosis.of("merchant-serial").verdict()).isEqualTo(FAILED);
    }

    private @Nullable String withFolder(@Nullable String text) {
        return text == null ? null : text.replace("FOLDER", folder.toString());
    }

    @Test
    void passesAHealthyProfile() {
        Patient patient = new Patient(folder);

        Diagnosis diagnosis = patient.doctor().offline();

        assertThat(diagnosis.verdict()).isEqualTo(PASSED);
        assertThat(diagnosis.findings())
                .extracting(Finding::check, Finding::verdict, Finding::reason, Finding::cure)
                .containsExactly(
                        healthy("profile", "7 settings, 0 of them from the environment; FOLDER/profile.properties"),
                        healthy("mchid", "1900000001"),
                        healthy("merchant-key", "an RSA private key; FOLDER/key.pem"),
                        healthy("merchant-certificate", "a certificate; FOLDER/cert.pem"),
                        healthy("merchant-key-pair", "the private key belongs to the certificate"),
                        healthy("merchant-serial", Patient.SERIAL + ", as in the certificate"),
                        healthy(
                                "merchant-certificate-dates",
                                "the merchant certificate is valid until 2031-02-01T00:00:00Z"),
                        healthy("merchant-certificate-mchid", "the certificate was issued to 1900000001"),
                        healthy("apiv3-key", "32 digits and letters; whether they are right, the platform can tell"),
                        healthy(
                                "platform-key",
                                "the WeChat Pay public key " + Patient.PUBLIC_KEY_ID + ": public-key mode"),
                        healthy("platform-key-owner", "not one of the merchant's own"),
                        healthy("platform-certificate-dates", "a WeChat Pay public key does not expire"),
                        Patient.isPosix()
                                ? healthy("file-permissions", "files with secrets are readable by their owner only")
                                : tuple("file-permissions", SKIPPED, "this file system has no POSIX permissions", null),
                        healthy("base-url", "the platform's own hosts"),
                        healthy("clock", "this machine's clock says 2026-11-24T12:00:00Z"));
    }

    private Tuple healthy(String check, String reason) {
        return tuple(check, PASSED, withFolder(reason), null);
    }

    @Test
    void passesAHealthyProfileInCertificateMode() {
        Diagnosis diagnosis = new Patient(folder)
                .inCertificateMode()
                .without("merchant-serial")
                .set("base-url", "http://127.0.0.1:8099, https://pay.example/wechat")
                .doctor()
                .offline();

        assertThat(diagnosis.verdict()).isEqualTo(PASSED);
        assertThat(diagnosis.of("merchant-serial").reason()).isEqualTo(Patient.SERIAL + ", from the certificate");
        assertThat(diagnosis.of("platform-key").reason())
                .isEqualTo("the platform certificate " + Patient.PLATFORM_SERIAL + ": certificate mode");
        assertThat(diagnosis.of("platform-certificate-dates").reason())
                .isEqualTo("the platform certificate is valid until 2031-02-01T00:00:00Z");
        assertThat(diagnosis.of("base-url").reason())
                .isEqualTo(
                        "http://127.0.0.1:8099, https://pay.example/wechat; not the platform's own host, so it has to"
                                + " be a stand-in or a proxy of yours");
    }

    /** Profile.read would stop at the first of them. */
    @Test
    void tellsAllThatIsWrongAtOnce() {
        Diagnosis diagnosis = new Patient(folder)
                .set("mchid", "me")
                .set("merchant-key", "cert.pem")
                .set("merchant-serial", "A1")
                .set("apiv3-key", "short")
                .set("platform-serial", Patient.PLATFORM_SERIAL)
                .doctor()
                .offline();

        assertThat(diagnosis.verdict()).isEqualTo(FAILED);
        assertThat(diagnosis.findings().stream()
                        .filter(finding -> finding.verdict() == FAILED)
                        .map(Finding::check))
                .containsExactly("mchid", "merchant-key", "merchant-serial", "apiv3-key", "platform-key");
        assertThat(diagnosis.count(WARNING)).isZero();
    }

    @Test
    void saysWhyAProfileCannotBeRead() throws Exception {
        Path missing = folder.resolve("no.properties");
        Path gbk = folder.resolve("gbk.properties");
        Files.write(gbk, "# 商户".getBytes(Charset.forName("GBK")));
        String cure =
                "Name a properties file in UTF-8, readable for this user; `fluentpay local` writes one to begin with";

        Diagnosis diagnosis = Doctor.of(missing, Map.of()).offline();

        assertThat(diagnosis.of("profile"))
                .isEqualTo(new Finding(
                        "profile",
                        FAILED,
                        "There is no such profile: " + missing
                                + ". Next: make one: `fluentpay local --data DIR` writes DIR/profile.properties for tests,"
                                + " and for the real platform it is a file of lines such as fluentpay.mchid=1900000001",
                        cure));
        assertThat(diagnosis.of("mchid"))
                .isEqualTo(new Finding("mchid", SKIPPED, "not checked, since profile failed", null));
        assertThat(diagnosis.findings()).hasSize(15);
        assertThat(diagnosis.count(FAILED)).isEqualTo(1);
        assertThat(Doctor.of(gbk, Map.of()).offline().of("profile").reason())
                .isEqualTo("The profile " + gbk + " is not UTF-8 text; save it as UTF-8 in your editor");
    }

    @Test
    void letsOthersReadAProfileWithoutASecret() {
        assumeTrue(Patient.isPosix());
        Patient patient = new Patient(folder).without("apiv3-key");
        patient.environment.put("FLUENTPAY_APIV3_KEY", Patient.APIV3_KEY);
        patient.permit(patient.profile().getFileName().toString(), "rw-r--r--");

        assertThat(patient.doctor().offline().of("file-permissions"))
                .isEqualTo(new Finding(
                        "file-permissions", PASSED, "files with secrets are readable by their owner only", null));
    }

    @Test
    void readsTheEnvironmentToo() {
        Patient patient = new Patient(folder);
        patient.environment.put("FLUENTPAY_MCHID", "x");

        assertThat(patient.doctor().offline().of("mchid").verdict()).isEqualTo(FAILED);
        assertThat(Doctor.ofEnvironment(Map.of("FLUENTPAY_MCHID", "1900000001"))
                        .offline()
                        .of("mchid"))
                .isEqualTo(new Finding("mchid", PASSED, "1900000001", null));
    }

    @Test
    void takesAProfileThatWasReadAlready() {
        Profile healthy = Profile.read(new Patient(folder).profile(), Map.of());
        Profile bare = new Profile(
                new Merchant("1900000001", Patient.SERIAL, message -> new byte[0]),
                null,
                VerifyingKeys.none(),
                List.of());

        Diagnosis diagnosis = Doctor.of(healthy).offline();

        assertThat(diagnosis.verdict()).isEqualTo(PASSED);
        assertThat(diagnosis.findings()).hasSize(15);
        assertThat(diagnosis.of("file-permissions"))
                .isEqualTo(new Finding("file-permissions", SKIPPED, "the profile was not read from a file", null));
        assertThat(diagnosis.of("merchant-certificate").reason()).isEqualTo("a profile that was read does not have it");
        assertThat(Doctor.of(bare).offline().findings().stream()
                        .filter(finding -> finding.verdict() == WARNING)
                        .map(Finding::check))
                .containsExactly("apiv3-key", "platform-key");
        assertThat(Doctor.of(bare).offline().of("merchant-key").reason()).startsWith("not in memory: ");
    }

    /** People put things into the wrong line. */
    @Test
    void showsNoSecretWhereverItStands() {
        String key = Patient.privatePem(Patient.MERCHANT).replace("\n", "");
        String hexKey = "0123456789abcdef0123456789ABCDEF";
        String body = key.replaceAll("-----[A-Z ]+-----", "");

        for (String name : List.of(
                "mchid",
                "merchant-serial",
                "merchant-key",
                "merchant-certificate",
                "platform-serial",
                "platform-key",
                "base-url")) {
            for (String secret : List.of(hexKey, key, body)) {
                Patient patient = new Patient(folder).set("apiv3-key", hexKey).set(name, secret);
                patient.file("profile.properties", String.join("\n", patient.lines()));

                String all = patient.doctor().offline().toString();

                assertThat(all.toLowerCase(Locale.ROOT))
                        .as(name)
                        .doesNotContain(hexKey.toLowerCase(Locale.ROOT))
                        .doesNotContain(body.substring(40, 80).toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void knowsItsChecks() {
        Diagnosis diagnosis = new Patient(folder).doctor().offline();

        assertThatThrownBy(() -> diagnosis.of("echo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no check echo in this diagnosis");
    }
}
