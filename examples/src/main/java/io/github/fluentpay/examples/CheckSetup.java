package io.github.fluentpay.examples;

import io.github.fluentpay.doctor.Diagnosis;
import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.doctor.Verdict;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Examines a healthy profile, and one in which two things are wrong, before anything is paid with it. */
public final class CheckSetup {

    private CheckSetup() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("fluentpay");
        // It writes profile.properties, which names its key files.
        try (LocalPay localPay = LocalPay.builder().data(folder).start()) {
            Path profile = folder.resolve("profile.properties");
            print("Healthy", Doctor.of(profile, System.getenv()).online());

            // The merchant certificate in place of the private key, and the APIv3 key of somewhere else.
            Map<String, String> environment = Map.of(
                    "FLUENTPAY_MERCHANT_KEY",
                    folder.resolve("merchant/apiclient_cert.pem").toString(),
                    "FLUENTPAY_APIV3_KEY",
                    "too short");
            print("Broken", Doctor.of(profile, environment).offline());

            // What was built in code, in place of a file.
            print("In code", Doctor.of(localPay.profile()).online());
        } finally {
            delete(folder);
        }
    }

    private static void print(String name, Diagnosis diagnosis) {
        System.out.println(
                name + ": " + diagnosis.verdict() + ", " + diagnosis.count(Verdict.PASSED) + " checks passed");
        diagnosis.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.FAILED)
                .forEach(finding -> System.out.println(
                        "  " + finding.check() + ": " + finding.reason() + "\n    " + finding.cure()));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
