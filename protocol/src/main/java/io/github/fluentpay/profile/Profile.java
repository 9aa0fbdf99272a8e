package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to know of one merchant and of the platform. Immutable.
 *
 * <p>As a file it is a Java properties file in UTF-8:
 *
 * <pre>
 * fluentpay.mchid=1900000001
 * fluentpay.merchant-serial=5157F09EFDC096DE15EBE81A47057A7232F1B8E1
 * fluentpay.merchant-key=merchant/apiclient_key.pem
 * fluentpay.merchant-certificate=merchant/apiclient_cert.pem
 * fluentpay.apiv3-key=…32 characters…
 * fluentpay.platform-serial=PUB_KEY_ID_0119000000012026112300000000000001
 * fluentpay.platform-key=platform/pub_key.pem
 * fluentpay.base-url=https://api.mch.weixin.qq.com
 * </pre>
 *
 * <p>Paths are relative to the file. An environment variable of the same name in upper case, with underscores for dots
 * and dashes ({@code FLUENTPAY_MERCHANT_SERIAL}), takes precedence unless it is blank; a path there is relative to the
 * working folder.
 *
 * <p>The merchant's serial number can be left out if the certificate is there, and the other way round. If both are, they
 * have to agree; the certificate has to be that of the private key.
 *
 * @param merchant who calls
 * @param apiV3Key opens notifications and certificate downloads; null if not given
 * @param verifyingKeys what the platform signs with; empty if not given
 * @param baseUrls where the platform is, the first one first; empty for the platform's own two hosts
 */
public record Profile(Merchant merchant, @Nullable ApiV3Key apiV3Key, VerifyingKeys verifyingKeys, List<URI> baseUrls) {

    /** Merchant number. */
    public static final String MCHID = "fluentpay.mchid";
    /** Serial number of the merchant's API certificate; optional beside {@link #MERCHANT_CERTIFICATE}. */
    public static final String MERCHANT_SERIAL = "fluentpay.merchant-serial";
    /** Path of the merchant's private key, PEM. */
    public static final String MERCHANT_KEY = "fluentpay.merchant-key";
    /** Path of the merchant's API certificate, PEM; optional, and with it {@link #MERCHANT_SERIAL} is. */
    public static final String MERCHANT_CERTIFICATE = "fluentpay.merchant-certificate";
    /** The APIv3 key, 32 characters; optional. */
    public static final String APIV3_KEY = "fluentpay.apiv3-key";
    /** {@code PUB_KEY_ID_…}, or the serial number of a platform certificate; optional together with its key. */
    public static final String PLATFORM_SERIAL = "fluentpay.platform-serial";
    /** Path of the WeChat Pay public key or of the platform certificate, PEM. */
    public static final String PLATFORM_KEY = "fluentpay.platform-key";
    /** Base URLs, separated by commas; optional. */
    public static final String BASE_URL = "fluentpay.base-url";

    /** Copies the list. */
    public Profile {
        baseUrls = List.copyOf(baseUrls);
    }

    /**
     * Reads a file, and the environment on top of it.
     *
     * @param environment usually {@code System.getenv()}
     * @throws IllegalArgumentException if the file cannot be read, a required property is missing or blank, or a value
     *     is malformed; the message names property, file and line, and shows a value only if its shape is public by itself
     */
    public static Profile read(Path file, Map<String, String> environment) {
        return of(ProfileSettings.ofFile(file, environment));
    }

    /**
     * Reads the environment alone.
     *
     * @throws IllegalArgumentException as {@link #read(Path, Map)}
     */
    public static Profile ofEnvironment(Map<String, String> environment) {
        return of(ProfileSettings.ofEnvironment(environment));
    }

    private static Profile of(ProfileSettings settings) {
        return new ProfileReader(settings).profile();
    }

    /** The environment variable that overrides a property: {@code FLUENTPAY_MERCHANT_SERIAL}. */
    public static String variableOf(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
