package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Profiles beside LocalPay's own, changed; and names for what in their findings is new at each start. */
final class DoctorProfile {

    private final Path folder;
    private final LocalPay localPay;
    private final URI baseUrl;
    private final String certificate;

    DoctorProfile(Path folder, LocalPay localPay) {
        this(folder, localPay, localPay.baseUrl(), localPay.credentials().platformCertificateSerial());
    }

    private DoctorProfile(Path folder, LocalPay localPay, URI baseUrl, String certificate) {
        this.folder = folder;
        this.localPay = localPay;
        this.baseUrl = baseUrl;
        this.certificate = certificate;
    }

    /** The same with another base URL. */
    DoctorProfile at(URI url) {
        return new DoctorProfile(folder, localPay, url, certificate);
    }

    LocalPay localPay() {
        return localPay;
    }

    /**
     * For LocalPay's own profile with changes; an empty value leaves a setting out. {@code PLATFORM} stands for the serial
     * number of the platform certificate, {@code UPPER} for the value in capitals.
     */
    Doctor doctor(Map<String, String> changes) throws IOException {
        return Doctor.of(write(changes), Map.of());
    }

    Path write(Map<String, String> changes) throws IOException {
        Properties own = new Properties();
        own.load(new StringReader(Files.readString(folder.resolve("profile.properties"))));
        Map<String, String> settings = new TreeMap<>();
        own.stringPropertyNames().forEach(name -> settings.put(name, own.getProperty(name)));
        settings.put("fluentpay.base-url", baseUrl.toString());
        changes.forEach((name, value) -> settings.compute("fluentpay." + name, (key, before) -> switch (value) {
            case "PLATFORM" -> certificate;
            case "UPPER" -> String.valueOf(before).toUpperCase(Locale.ROOT);
            default -> value;
        }));
        Path file = Files.createTempFile(folder, "profile", ".properties"); // readable by its owner only
        Files.write(
                file,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        return file;
    }

    String named(String text) {
        Credentials credentials = localPay.credentials();
        return text.replace(credentials.merchantSerial(), "SERIAL")
                .replace(credentials.platformPublicKeyId(), "PUBLIC_KEY_ID")
                .replace(certificate, "PLATFORM")
                .replace(baseUrl.toString(), "BASE_URL")
                .replace(folder.toString(), "FOLDER")
                .replaceAll("Request-ID [0-9A-F]+-[0-9]+", "Request-ID ID")
                .replaceAll("\\b[0-9A-F]{40}\\b", "OTHER_SERIAL")
                .replaceAll("\\b20[0-9-]{8}T[0-9:.]+Z", "TIME");
    }

    /** No key of any kind, and nothing that signs. */
    void assertNoSecretIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(lower)
                .doesNotContain(localPay.credentials().apiV3Key().toLowerCase(Locale.ROOT))
                .doesNotContain("signature=", "wechatpay2-", "private key-----");
        List<String> privateKey = localPay.credentials()
                .merchantPrivateKeyPem()
                .lines()
                .filter(line -> line.length() > 20 && !line.startsWith("-----"))
                .toList();
        assertThat(privateKey).isNotEmpty().noneMatch(line -> lower.contains(line.toLowerCase(Locale.ROOT)));
    }
}
