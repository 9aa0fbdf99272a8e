package io.github.fluentpay.local.identity;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** The identity as files: keys, certificates, and the profile that a client reads. */
final class IdentityFiles {

    static final String PROFILE = "profile.properties";
    static final String MERCHANT = "merchant";
    static final String PLATFORM = "platform";

    private static final String MERCHANT_KEY = "merchant/apiclient_key.pem";
    private static final String MERCHANT_CERTIFICATE = "merchant/apiclient_cert.pem";
    private static final String PUBLIC_KEY = "platform/pub_key.pem";
    private static final String PUBLIC_KEY_PRIVATE = "platform/pub_key_private.pem";
    private static final String CERTIFICATE = "platform/wechatpay_cert.pem";
    private static final String CERTIFICATE_PRIVATE = "platform/wechatpay_key.pem";

    private final Path folder;

    IdentityFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes all of it into an empty folder, the profile last. */
    void write(Identity identity, String baseUrl) throws IOException {
        MerchantIdentity merchant = identity.merchant();
        PlatformIdentity platform = identity.platform();
        OwnerFiles.createDirectory(folder.resolve(MERCHANT));
        OwnerFiles.createDirectory(folder.resolve(PLATFORM));
        write(MERCHANT_KEY, Pem.of(merchant.privateKey()));
        write(MERCHANT_CERTIFICATE, Pem.of(merchant.certificate()));
        write(PUBLIC_KEY, Pem.of(platform.publicKey()));
        write(PUBLIC_KEY_PRIVATE, Pem.of(platform.publicKeyPrivate()));
        write(CERTIFICATE, Pem.of(platform.certificate()));
        write(CERTIFICATE_PRIVATE, Pem.of(platform.certificatePrivate()));
        write(PROFILE, profile(identity, baseUrl));
    }

    private void write(String name, String text) throws IOException {
        OwnerFiles.write(folder.resolve(name), text);
    }

    private static String profile(Identity identity, String baseUrl) {
        List<String> lines = List.of(
                "# Written by LocalPay. Paths are relative to this file; the base URL is renewed at each start.",
                Profile.MCHID + "=" + identity.merchant().mchid(),
                Profile.MERCHANT_SERIAL + "=" + identity.merchant().serial(),
                Profile.MERCHANT_KEY + "=" + MERCHANT_KEY,
                Profile.MERCHANT_CERTIFICATE + "=" + MERCHANT_CERTIFICATE,
                Profile.APIV3_KEY + "=" + identity.merchant().apiV3Key(),
                Profile.PLATFORM_SERIAL + "=" + identity.platform().publicKeyId(),
                Profile.PLATFORM_KEY + "=" + PUBLIC_KEY,
                Profile.BASE_URL + "=" + baseUrl);
        return String.join("\n", lines) + "\n";
    }

    /**
     * Gives the profile a new base URL, and the merchant's certificate if an earlier version left that out, in one step;
     * leaves its other lines as they are.
     */
    void renew(String baseUrl) throws IOException {
        Path profile = folder.resolve(PROFILE);
        Path renewed = folder.resolve("." + PROFILE + ".new");
        String line = Profile.BASE_URL + "=" + baseUrl;
        List<String> lines = Files.readAllLines(profile);
        boolean found = lines.stream().anyMatch(IdentityFiles::isBaseUrl);
        StringBuilder text = new StringBuilder();
        lines.forEach(old -> text.append(isBaseUrl(old) ? line : old).append('\n'));
        if (!found) {
            text.append(line).append('\n');
        }
        if (properties().getProperty(Profile.MERCHANT_CERTIFICATE) == null) {
            text.append(Profile.MERCHANT_CERTIFICATE + "=" + MERCHANT_CERTIFICATE + "\n");
        }
        OwnerFiles.replace(profile, renewed, text.toString());
    }

    private static boolean isBaseUrl(String line) {
        return line.startsWith(Profile.BASE_URL + "=");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnusableFolderException if something of it is missing, damaged or does not fit the rest
     */
    Identity read() {
        Properties properties = properties();
        String mchid = property(properties, Profile.MCHID);
        PrivateKey merchantKey = read(MERCHANT_KEY, Pem::privateKey);
        X509Certificate merchantCertificate = read(MERCHANT_CERTIFICATE, Pem::certificate);
        String publicKeyId = property(properties, Profile.PLATFORM_SERIAL);
        PublicKey publicKey = read(PUBLIC_KEY, Pem::publicKey);
        PrivateKey publicKeyPrivate = read(PUBLIC_KEY_PRIVATE, Pem::privateKey);
        X509Certificate certificate = read(CERTIFICATE, Pem::certificate);
        PrivateKey certificatePrivate = read(CERTIFICATE_PRIVATE, Pem::privateKey);
        requirePair(MERCHANT_KEY, merchantKey, MERCHANT_CERTIFICATE, merchantCertificate.getPublicKey());
        requirePair(PUBLIC_KEY_PRIVATE, publicKeyPrivate, PUBLIC_KEY, publicKey);
        requirePair(CERTIFICATE_PRIVATE, certificatePrivate, CERTIFICATE, certificate.getPublicKey());
        MerchantIdentity merchant =
                new MerchantIdentity(mchid, merchantKey, merchantCertificate, property(properties, Profile.APIV3_KEY));
        if (!merchant.serial().equals(serialNumber(properties))) {
            throw refused(PROFILE, Profile.MERCHANT_SERIAL + " is not the serial number of " + MERCHANT_CERTIFICATE);
        }
        // What a client will read must be readable, too.
        try {
            Profile.read(folder.resolve(PROFILE), Map.of());
        } catch (IllegalArgumentException e) {
            throw refused(PROFILE, String.valueOf(e.getMessage()));
        }
        return new Identity(
                new PlatformIdentity(publicKeyId, publicKey, publicKeyPrivate, certificate, certificatePrivate),
                merchant);
    }

    private Properties properties() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(PROFILE))) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw refused(PROFILE, "it cannot be read: " + e);
        }
    }

    private String property(Properties properties, String name) {
        String value = VisibleText.trimmed(properties.getProperty(name, ""));
        if (value.isEmpty()) {
            throw refused(PROFILE, name + " is missing");
        }
        return value;
    }

    private String serialNumber(Properties properties) {
        String text = property(properties, Profile.MERCHANT_SERIAL);
        try {
            return SerialNumber.normalise(text);
        } catch (IllegalArgumentException e) {
            throw refused(PROFILE, String.valueOf(e.getMessage()));
        }
    }

    private <T> T read(String name, Function<String, T> reading) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw refused(name, "the file is missing");
        }
        try {
            return reading.apply(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw refused(name, "the file is damaged: " + e.getMessage());
        }
    }

    private void requirePair(String privateName, PrivateKey privateKey, String publicName, PublicKey publicKey) {
        boolean pair;
        try {
            pair = MerchantKey.of(privateKey).matches(publicKey);
        } catch (IllegalArgumentException e) {
            throw refused(privateName, String.valueOf(e.getMessage()));
        }
        if (!pair) {
            throw refused(privateName, "it does not belong to " + publicName);
        }
    }

    private UnusableFolderException refused(String name, String problem) {
        return new UnusableFolderException(folder.resolve(name) + " cannot be used: " + problem
                + "; restore it, or delete the folder " + folder + " to begin again with new keys and no coupons");
    }
}
