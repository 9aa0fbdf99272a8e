package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Makes a profile of its settings; every error names the property and where it was looked for. */
final class ProfileReader {

    /** Stands in while the merchant number is checked alone. */
    private static final String ANY_SERIAL = "0";

    private static final int APIV3_KEY_LENGTH = 32;

    private final ProfileSettings settings;

    ProfileReader(ProfileSettings settings) {
        this.settings = settings;
    }

    Profile profile() {
        Merchant merchant = merchant();
        ApiV3Key apiV3Key = settings.find(Profile.APIV3_KEY)
                .map(key -> checked(Profile.APIV3_KEY, () -> ApiV3Key.of(key)))
                .orElse(null);
        return new Profile(merchant, apiV3Key, verifyingKeys(), baseUrls());
    }

    private Merchant merchant() {
        String mchid = settings.require(Profile.MCHID);
        boolean hasCertificate = settings.find(Profile.MERCHANT_CERTIFICATE).isPresent();
        if (!hasCertificate) {
            settings.require(Profile.MERCHANT_SERIAL);
        }
        settings.require(Profile.MERCHANT_KEY);
        MerchantKey key = checked(Profile.MERCHANT_KEY, () -> MerchantKey.read(settings.source(Profile.MERCHANT_KEY)));
        checked(Profile.MCHID, () -> new Merchant(mchid, ANY_SERIAL, key));
        String serial = hasCertificate
                ? checked(Profile.MERCHANT_CERTIFICATE, () -> serialOfCertificate(key))
                : checked(Profile.MERCHANT_SERIAL, () -> givenSerial(settings.require(Profile.MERCHANT_SERIAL)));
        return new Merchant(mchid, serial, key);
    }

    /** An APIv3 key of hexadecimal digits would pass for a serial number, and would be sent with every call. */
    private static String givenSerial(String text) {
        String serial = SerialNumber.normalise(text);
        if (text.length() == APIV3_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "it has " + APIV3_KEY_LENGTH + " digits, as many as an APIv3 key, and a serial"
                            + " number has 40; take it from the console, beside the API certificate");
        }
        return serial;
    }

    private String serialOfCertificate(MerchantKey key) {
        X509Certificate certificate = Merchant.certificate(settings.source(Profile.MERCHANT_CERTIFICATE));
        if (!key.matches(certificate.getPublicKey())) {
            throw new IllegalArgumentException("the private key of " + Profile.MERCHANT_KEY
                    + " does not belong to it; take both from the same download of the console");
        }
        String serial = SerialNumber.of(certificate);
        settings.find(Profile.MERCHANT_SERIAL).ifPresent(given -> {
            if (!checked(Profile.MERCHANT_SERIAL, () -> SerialNumber.normalise(given))
                    .equals(serial)) {
                throw new IllegalArgumentException("the certificate has the serial number " + serial + ", but "
                        + Profile.MERCHANT_SERIAL + " is another; leave that one out");
            }
        });
        return serial;
    }

    private VerifyingKeys verifyingKeys() {
        boolean neither = settings.find(Profile.PLATFORM_SERIAL).isEmpty()
                && settings.find(Profile.PLATFORM_KEY).isEmpty();
        if (neither) {
            return VerifyingKeys.none();
        }
        settings.require(Profile.PLATFORM_SERIAL);
        settings.require(Profile.PLATFORM_KEY);
        String serial = checked(Profile.PLATFORM_SERIAL, this::platformSerial);
        return checked(Profile.PLATFORM_KEY, () -> VerifyingKeys.of(platformKey(serial)));
    }

    private VerifyingKey platformKey(String serial) {
        if (serial.startsWith(Identifier.PUBLIC_KEY_PREFIX)) {
            return VerifyingKey.ofPublicKey(serial, settings.source(Profile.PLATFORM_KEY));
        }
        VerifyingKey certificate = VerifyingKey.ofCertificate(settings.source(Profile.PLATFORM_KEY));
        if (!certificate.serial().equals(serial)) {
            throw new IllegalArgumentException("the certificate has the serial number " + certificate.serial()
                    + ", but " + Profile.PLATFORM_SERIAL + " is " + ShownValue.described(serial)
                    + "; set it to the certificate's, if this is the certificate that is meant");
        }
        return certificate;
    }

    private String platformSerial() {
        String serial = settings.require(Profile.PLATFORM_SERIAL);
        // No serial number has an underscore, so the ID of a public key is meant.
        return serial.contains("_") ? Identifier.PUBLIC_KEY_ID.read(serial) : SerialNumber.normalise(serial);
    }

    private List<URI> baseUrls() {
        return settings.find(Profile.BASE_URL)
                .map(text -> checked(Profile.BASE_URL, () -> baseUrls(text)))
                .orElse(List.of());
    }

    private static List<URI> baseUrls(String text) {
        return Arrays.stream(text.split(","))
                .map(VisibleText::trimmed)
                .filter(url -> !url.isEmpty())
                .map(ProfileReader::baseUrl)
                .toList();
    }

    private static URI baseUrl(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            // Not a cause: its message has the value in it.
            throw notAUrl(text);
        }
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw notAUrl(text);
        }
        // An @ in the path comes from a password with a slash in it.
        boolean hasUser = url.getRawUserInfo() != null || url.getRawPath().contains("@");
        if (hasUser || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a base URL has no user, no query and no fragment; write it as https://host, with a port if need be");
        }
        return url;
    }

    private static IllegalArgumentException notAUrl(String text) {
        return new IllegalArgumentException(
                ShownValue.of(text) + " is not an http or https URL with a host; write it as https://host");
    }

    /** A setting inside another one's check has its own message already. */
    private <T> T checked(String property, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnusableSettingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException(
                    property + " cannot be used (" + settings.where(property) + "): " + e.getMessage(), e);
        }
    }

    private static final class UnusableSettingException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnusableSettingException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
