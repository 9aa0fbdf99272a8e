package io.github.fluentpay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The headers that endpoints require of a caller, from a generated list of the few that require any. */
final class RequiredHeaders {

    private static final Map<String, List<String>> BY_ID = read();

    private RequiredHeaders() {}

    /** Names, in the documented order; empty for nearly all. */
    static List<String> of(String id) {
        return BY_ID.getOrDefault(id, List.of());
    }

    private static Map<String, List<String>> read() {
        try (InputStream in =
                Objects.requireNonNull(RequiredHeaders.class.getResourceAsStream("headers.txt"), "headers.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .collect(
                            Collectors.toUnmodifiableMap(column -> column[0], column -> List.of(column[1].split(","))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
