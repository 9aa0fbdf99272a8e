package io.github.fluentpay;

import io.github.fluentpay.client.EndpointDirectory;
import io.github.fluentpay.client.EndpointFacts;
import io.github.fluentpay.client.RateLimit;
import io.github.fluentpay.client.SensitiveFields;
import io.github.fluentpay.path.NearestPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue documents of each endpoint, read from a generated list when the first call asks. Immutable once
 * read.
 */
final class DocumentedEndpoints implements EndpointDirectory {

    static final EndpointDirectory INSTANCE = new DocumentedEndpoints();

    /** Facts by verb and path, read once. */
    private static final class Listed {

        static final Map<String, EndpointFacts> BY_ID = read();

        private static Map<String, EndpointFacts> read() {
            Map<String, EndpointFacts> byId = new LinkedHashMap<>(4096);
            try (InputStream in = Objects.requireNonNull(
                    DocumentedEndpoints.class.getResourceAsStream("endpoints.txt"), "endpoints.txt")) {
                String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                int start = 0;
                while (start < all.length()) {
                    int end = all.indexOf('\n', start);
                    int tab = all.indexOf('\t', start);
                    String id = all.substring(start, tab);
                    byId.put(id, facts(id, all.substring(tab + 1, end)));
                    start = end + 1;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return byId;
        }

        private static EndpointFacts facts(String id, String columns) {
            if (columns.length() == 7) { // tabs alone: nothing is unusual about most of them
                return EndpointFacts.of(id);
            }
            String[] column = columns.split("\t", -1);
            return new EndpointFacts(
                    id,
                    column[0].isEmpty() ? null : URI.create(column[0]),
                    column[1].isEmpty() ? null : column[1],
                    column[2].isEmpty(),
                    column[3].isEmpty() ? null : id + " is deprecated: " + column[3],
                    column[4].isEmpty() ? List.of() : List.of(column[4].split(",")),
                    column[5].isEmpty() ? null : limit(column[5]),
                    column[6].isEmpty() ? null : column[6],
                    sensitive(column[7]));
        }

        private static SensitiveFields sensitive(String text) {
            if (text.isEmpty()) {
                return SensitiveFields.NONE;
            }
            List<String> fields = List.of(text.split(","));
            return new SensitiveFields(
                    fields.stream().filter(field -> field.startsWith("/")).toList(),
                    fields.stream()
                            .filter(field -> !field.startsWith("/"))
                            .map(name -> name.substring(1))
                            .toList());
        }

        private static RateLimit limit(String text) {
            int slash = text.indexOf('/');
            return new RateLimit(
                    Integer.parseInt(text.substring(0, slash)),
                    Duration.ofMillis(Long.parseLong(text.substring(slash + 1))));
        }
    }

    /** Endpoints with variables, for paths that have values in their place; made when the first such path comes. */
    private static final class Patterns {

        private static final Map<String, List<Pattern>> BY_VERB = new HashMap<>();

        static {
            Listed.BY_ID.forEach((id, facts) -> {
                if (id.indexOf('{') >= 0) {
                    int space = id.indexOf(' ');
                    BY_VERB.computeIfAbsent(id.substring(0, space), verb -> new ArrayList<>())
                            .add(new Pattern(segments(id.substring(space + 1)), facts));
                }
            });
        }
    }

    private record Pattern(List<String> segments, EndpointFacts facts) {

        boolean fits(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (!segment.startsWith("{") && !segment.equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private DocumentedEndpoints() {}

    @Override
    public @Nullable EndpointFacts find(String verb, String path) {
        EndpointFacts exact = Listed.BY_ID.get(verb + " " + path);
        if (exact != null) {
            return exact;
        }
        List<String> segments = segments(path);
        return Patterns.BY_VERB.getOrDefault(verb, List.of()).stream()
                .filter(pattern -> pattern.fits(segments))
                .map(Pattern::facts)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<String> requiredHeaders(EndpointFacts facts) {
        return RequiredHeaders.of(facts.id());
    }

    @Override
    public Optional<String> nearest(String path) {
        return NearestPath.of(
                path,
                Listed.BY_ID.keySet().stream()
                        .map(id -> id.substring(id.indexOf(' ') + 1))
                        .distinct());
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
