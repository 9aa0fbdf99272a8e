package io.github.fluentpay.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Type names of the chain's steps: the path's segments after the version, {@code marketing} left out, variables left out
 * unless they come last, {@code BusifavorUsersCoupons}, {@code BusifavorStocksByStockId}. Where that gives two paths one
 * name, those that left a variable out keep it.
 */
final class EndpointNames {

    private final Map<String, String> byPath = new HashMap<>();

    /** @param paths of all steps, from {@code v3} down */
    EndpointNames(SortedSet<String> paths) {
        Map<String, List<String>> byShortName = new TreeMap<>();
        for (String path : paths) {
            byShortName
                    .computeIfAbsent(name(path, false), key -> new ArrayList<>())
                    .add(path);
        }
        Set<String> taken = new HashSet<>();
        byShortName.forEach((name, same) -> {
            for (String path : same) {
                String chosen = same.size() == 1 ? name : name(path, true);
                if (!taken.add(chosen)) {
                    chosen = asWritten(path);
                    if (!taken.add(chosen)) {
                        throw new IllegalStateException("Two paths have the name " + chosen + ": " + same);
                    }
                }
                byPath.put(path, chosen);
            }
        });
    }

    String of(String path) {
        return Objects.requireNonNull(byPath.get(path), path);
    }

    private static String name(String path, boolean everyVariable) {
        List<String> segments = segments(path);
        StringBuilder name = new StringBuilder(path.startsWith("v2") ? "V2" : "");
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean variable = segment.startsWith("{");
            if (!variable) {
                name.append(Names.type(segment));
            } else if (everyVariable || i == segments.size() - 1) {
                name.append("By").append(Names.type(segment.substring(1, segment.length() - 1)));
            }
        }
        return name.isEmpty() ? Names.type(path) : name.toString();
    }

    /** For {@code policy_periods} beside {@code policy-periods}. */
    private static String asWritten(String path) {
        StringBuilder name = new StringBuilder(path.startsWith("v2") ? "V2" : "");
        for (String segment : segments(path)) {
            if (segment.startsWith("{")) {
                name.append("By").append(Names.type(segment.substring(1, segment.length() - 1)));
            } else {
                String word = Names.segmentAsWritten(segment);
                name.append(segment.indexOf('_') < 0 ? Names.type(segment) : Names.capital(word));
            }
        }
        return name.toString();
    }

    private static List<String> segments(String path) {
        List<String> segments = List.of(path.split("/"));
        boolean marketing = segments.size() > 2 && segments.get(1).equals("marketing");
        return segments.subList(marketing ? 2 : 1, segments.size());
    }
}
