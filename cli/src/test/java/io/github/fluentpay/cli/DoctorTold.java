package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.doctor.Diagnosis;
import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.doctor.Finding;
import io.github.fluentpay.doctor.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the doctor is expected to say in each case, from a file: a line that begins with {@code #} names the case, and what
 * follows is the number of calls and every finding that did not pass. {@code <any>} stands for any text within a line.
 */
final class DoctorTold {

    private static final String NO_CONNECTION = "not checked, since connection failed";

    private final Map<String, String> cases = new LinkedHashMap<>();

    private DoctorTold(List<String> sections) {
        for (String section : sections) {
            String[] parts = section.split("\n", 2);
            assertThat(cases.put(parts[0].strip(), parts[1].strip()))
                    .as(parts[0])
                    .isNull();
        }
    }

    static DoctorTold in(String resource) throws IOException {
        String text = Files.readString(Path.of("src/test/resources", resource));
        return new DoctorTold(Arrays.stream(text.split("(?m)^# "))
                .map(String::strip)
                .filter(section -> !section.isEmpty())
                .toList());
    }

    Iterable<String> names() {
        return cases.keySet();
    }

    void assertTold(String name, Doctor doctor, DoctorProfile profile) {
        AtomicInteger calls = new AtomicInteger();

        Diagnosis diagnosis = doctor.withClient(settings -> settings.decorateTransport(engine -> request -> {
                    calls.incrementAndGet();
                    return engine.send(request);
                }))
                .online();

        String told = profile.named(Stream.concat(
                        Stream.of(diagnosis.verdict() + ", calls: " + calls),
                        diagnosis.findings().stream()
                                .filter(finding -> finding.verdict() != Verdict.PASSED)
                                .map(DoctorTold::lines)
                                .distinct())
                .collect(Collectors.joining("\n")));
        profile.assertNoSecretIn(diagnosis.toString());
        assertThat(diagnosis.findings()).hasSize(23);
        assertThat(cases).as("cases with an expectation").containsKey(name);
        String expected = cases.get(name);
        if (!told.matches(pattern(expected))) {
            assertThat(told).isEqualTo(expected);
        }
    }

    private static String pattern(String expected) {
        return Stream.of(expected.split("<any>", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static String lines(Finding finding) {
        if (finding.reason().equals(NO_CONNECTION)) {
            return "SKIPPED the rest: " + NO_CONNECTION;
        }
        return finding.verdict() + " " + finding.check() + ": " + finding.reason()
                + (finding.cure() == null ? "" : "\n    " + finding.cure());
    }
}
