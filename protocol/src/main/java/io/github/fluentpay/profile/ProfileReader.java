package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns properties and environment into a profile; every error names the property and where it was looked for. */
final class ProfileReader {

    /** Some editors begin a UTF-8 file with it; it would become a part of the first property's name. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Properties properties;
    private final Map<String, String> environment;
    private final @Nullable Path file;

    private ProfileReader(Properties properties, Map<String, String> environment, @Nullable Path file) {
        this.properties = properties;
        this.environment = environment;
        this.file = file;
    }

    static ProfileReader ofEnvironment(Map<String, String> environment) {
        return new ProfileReader(new Properties(), environment, null);
    }

    static ProfileReader ofFile(Path file, Map<String, String> environment) {
        Properties properties = new Properties();
        try {
            String text = Files.readString(file);
            properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no profile " + file, e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("The profile " + file + " is not UTF-8 text", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The profile " + file + " cannot be read: " + e.getMessage(), e);
        }
        return new ProfileReader(properties, environment, file);
    }

    Profile profile() {
        Merchant merchant = merchant();
        String apiV3Key = find(Profile.APIV3_KEY);
        return new Profile(
                merchant,
                apiV3Key == null ? null : checked(Profile.APIV3_KEY, () -> ApiV3Key.of(apiV3Key)),
                verifyingKeys(),
                baseUrls());
    }

    private Merchant merchant() {
        String mchid = require(Profile.MCHID);
        String serial = require(Profile.MERCHANT_SERIAL);
        require(Profile.MERCHANT_KEY);
        MerchantKey key = checked(Profile.MERCHANT_KEY, () -> MerchantKey.read(source(Profile.MERCHANT_KEY)));
        return checked(Profile.MCHID + " and " + Profile.MERCHANT_SERIAL, () -> new Merchant(mchid, serial, key));
    }

    private VerifyingKeys verifyingKeys() {
        String serial = find(Profile.PLATFORM_SERIAL);
        String path = find(Profile.PLATFORM_KEY);
        if (serial == null && path == null) {
            return VerifyingKeys.none();
        }
        require(Profile.PLATFORM_SERIAL);
        require(Profile.PLATFORM_KEY);
        return checked(Profile.PLATFORM_KEY, () -> VerifyingKeys.of(platformKey(require(Profile.PLATFORM_SERIAL))));
    }

    private VerifyingKey platformKey(String serial) {
        if (serial.startsWith("PUB_KEY_ID_")) {
            return VerifyingKey.ofPublicKey(serial, source(Profile.PLATFORM_KEY));
        }
        VerifyingKey certificate = VerifyingKey.ofCertificate(source(Profile.PLATFORM_KEY));
        if (!certificate.serial().equals(SerialNumber.normalise(serial))) {
            throw new IllegalArgumentException("the certificate has the serial number " + certificate.serial()
                    + ", but " + Profile.PLATFORM_SERIAL + " is " + serial);
        }
        return certificate;
    }

    private List<URI> baseUrls() {
        String text = find(Profile.BASE_URL);
        if (text == null) {
            return List.of();
        }
        return checked(
                Profile.BASE_URL,
                () -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(url -> !url.isEmpty())
                        .map(ProfileReader::baseUrl)
                        .toList());
    }

    private static URI baseUrl(String text) {
        URI url = URI.create(text);
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not an http or https URL with a host");
        }
        return url;
    }

    private KeySource source(String property) {
        Path path = Path.of(require(property));
        if (file == null || override(property) != null) {
            return KeySource.path(path);
        }
        return KeySource.path(file.toAbsolutePath().resolveSibling(path));
    }

    private @Nullable String find(String property) {
        String value = override(property);
        return value == null ? unlessBlank(properties.getProperty(property)) : value;
    }

    /** Blank is as good as absent: container set-ups pass on variables that nobody gave a value. */
    private @Nullable String override(String property) {
        return unlessBlank(environment.get(Profile.variableOf(property)));
    }

    private static @Nullable String unlessBlank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private String require(String property) {
        String value = find(property);
        if (value == null) {
            throw new IllegalArgumentException(property + " is missing"
                    + (file == null ? "; set " : " in " + file + "; set it there or as ")
                    + Profile.variableOf(property) + " in the environment");
        }
        return value;
    }

    private <T> T checked(String property, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    property + (file == null ? "" : " in " + file) + " cannot be used: " + e.getMessage(), e);
        }
    }
}
