package io.github.fluentpay.cli;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.VerifyingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Downloads, opens and verifies the platform certificates, also before any of them is known. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "download",
        description = "Download the platform certificates, verify them, and write them as PEM files.",
        footer = ExitCode.HELP)
final class CertificatesDownloadCommand implements Callable<Integer>, HasCommonOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where wechatpay_SERIAL.pem is written (default: the working folder).")
    private Path out = Path.of(".");

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    CertificatesDownloadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forCalls(options);
        Profile settings = profile.read(terminal.environment());
        if (settings.apiV3Key() == null) {
            throw new SettingsException(
                    Profile.APIV3_KEY + " is missing in the profile: the certificates are"
                            + " encrypted with it; set it there or as " + Profile.variableOf(Profile.APIV3_KEY),
                    null);
        }
        makeFolder();
        try (WechatPayClient pay = SettingsException.reading(() -> WechatPayClient.builder()
                .verifyingKeys(settings.verifyingKeys())
                .profile(settings)
                .application("fluentpay-cli")
                .build())) {
            print(pay.downloadCertificates());
        }
        return ExitCode.OK.code();
    }

    private void print(List<VerifyingKey> keys) {
        List<Object> written = new ArrayList<>();
        for (VerifyingKey key : keys) {
            Path file = write(key);
            written.add(JsonObject.of(
                    "serial_no",
                    key.serial(),
                    "expire_time",
                    key.expires().orElseThrow().toString(),
                    "file",
                    file.toString()));
            if (!options.isJson()) {
                terminal.out().println(file + "  expires " + key.expires().orElseThrow());
            }
        }
        if (options.isJson()) {
            terminal.out()
                    .println(JsonObject.of("certificates", JsonArray.of(written.toArray()))
                            .toJson());
        }
    }

    /** Before anything is sent: a folder that cannot be made is no reason to ask the platform. */
    private void makeFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw Files.exists(out)
                    ? new SettingsException(out + " is a file, not a folder; name a folder by --out")
                    : FileTrouble.unwritable(out, e);
        }
    }

    private Path write(VerifyingKey key) {
        Path file = out.resolve("wechatpay_" + key.serial() + ".pem");
        byte[] pem = pem(key.certificate().orElseThrow()).getBytes(StandardCharsets.US_ASCII);
        NewFile.write(file, stream -> stream.write(pem));
        return file;
    }

    private static String pem(X509Certificate certificate) {
        try {
            byte[] lineFeed = "\n".getBytes(StandardCharsets.US_ASCII);
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, lineFeed).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
