package io.github.fluentpay.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Flags of request fields as one official SDK has them, by operation and place ({@code request/amount/total}). A line
 * without indent names the operation; each indented line has a flag and the places that have it.
 */
final class RequiredFacts {

    private final Map<String, Map<String, String>> flags = new HashMap<>();

    private RequiredFacts() {}

    static RequiredFacts read(String resource) {
        try (InputStream in = Objects.requireNonNull(RequiredFacts.class.getResourceAsStream(resource), resource)) {
            RequiredFacts facts = new RequiredFacts();
            Map<String, String> current = Map.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList()) {
                if (!line.startsWith(" ")) {
                    current = facts.flags.computeIfAbsent(line, operation -> new HashMap<>());
                    continue;
                }
                String[] words = line.strip().split(" ", -1);
                for (int i = 1; i < words.length; i++) {
                    current.put(words[i], words[0]);
                }
            }
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code required}, {@code optional} or {@code named}; empty where the SDK says nothing of the field. */
    String flag(String operation, String place) {
        return flags.getOrDefault(operation, Map.of()).getOrDefault(place, "");
    }
}
