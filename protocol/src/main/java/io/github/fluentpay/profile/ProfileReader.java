package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Makes a profile of its settings; every error names the property and where it was looked for. */
final class ProfileReader {

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
        String serial = hasCertificate
                ? checked(Profile.MERCHANT_CERTIFICATE, () -> serialOfCertificate(key))
                : settings.require(Profile.MERCHANT_SERIAL);
        return checked(Profile.MCHID + " and " + Profile.MERCHANT_SERIAL, () -> new Merchant(mchid, serial, key));
    }

    private String serialOfCertificate(MerchantKey key) {
        X509Certificate certificate = Merchant.certificate(settings.source(Profile.MERCHANT_CERTIFICATE));
        if (!key.matches(certificate.getPublicKey())) {
            throw new IllegalArgumentException("the private key of " + Profile.MERCHANT_KEY
                    + " does not belong to it; take both from the same download of the console");
        }
        String serial = SerialNumber.of(certificate);
        settings.find(Profile.MERCHANT_SERIAL).ifPresent(given -> {
            if (!SerialNumber.normalise(given).equals(serial)) {
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
        String serial = settings.require(Profile.PLATFORM_SERIAL);
        settings.require(Profile.PLATFORM_KEY);
        return checked(Profile.PLATFORM_KEY, () -> VerifyingKeys.of(platformKey(serial)));
    }

    private VerifyingKey platformKey(String serial) {
        if (serial.startsWith("PUB_KEY_ID_")) {
            return VerifyingKey.ofPublicKey(serial, settings.source(Profile.PLATFORM_KEY));
        }
        VerifyingKey certificate = VerifyingKey.ofCertificate(settings.source(Profile.PLATFORM_KEY));
        if (!certificate.serial().equals(SerialNumber.normalise(serial))) {
            throw new IllegalArgumentException("the certificate has the serial number " + certificate.serial()
                    + ", but " + Profile.PLATFORM_SERIAL + " is " + serial);
        }
        return certificate;
    }

    private List<URI> baseUrls() {
        return settings.find(Profile.BASE_URL)
                .map(text -> checked(Profile.BASE_URL, () -> baseUrls(text)))
                .orElse(List.of());
    }

    private static List<URI> baseUrls(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(ProfileReader::baseUrl)
                .toList();
    }

    private static URI baseUrl(String text) {
        URI url = URI.create(text);
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not an http or https URL with a host");
        }
        return url;
    }

    private <T> T checked(String property, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            String in = settings.file().map(file -> " in " + file).orElse("");
            throw new IllegalArgumentException(property + in + " cannot be used: " + e.getMessage(), e);
        }
    }
}
