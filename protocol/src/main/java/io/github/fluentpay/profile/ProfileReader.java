package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.IOException;
import java.io.Reader;
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
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
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
        if (!certificate.serial().equalsIgnoreCase(serial)) {
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
                        .map(URI::create)
                        .toList());
    }

    private KeySource source(String property) {
        Path path = Path.of(require(property));
        if (file == null || environment.containsKey(Profile.variableOf(property))) {
            return KeySource.path(path);
        }
        return KeySource.path(file.toAbsolutePath().resolveSibling(path));
    }

    private @Nullable String find(String property) {
        String value = environment.get(Profile.variableOf(property));
        if (value == null) {
            value = properties.getProperty(property);
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    private String require(String property) {
        String value = find(property);
        if (value == null) {
            throw new IllegalArgumentException(property + " is missing" + (file == null ? "" : " in " + file)
                    + "; set it there or as " + Profile.variableOf(property) + " in the environment");
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
