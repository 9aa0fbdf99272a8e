package io.github.fluentpay.local.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes as a tree of the segments of their paths: with a thousand of them a request still looks at its own few segments. A
 * literal segment goes before a variable one. Immutable once built.
 */
final class Routes {

    private static final class Node {

        private final Map<String, Node> literals = new LinkedHashMap<>();
        private @Nullable Node variable;
        private final Map<String, Route> byMethod = new LinkedHashMap<>();

        Node child(String segment) {
            if (!PathTemplate.isVariable(segment)) {
                return literals.computeIfAbsent(segment, first -> new Node());
            }
            Node child = variable == null ? new Node() : variable;
            variable = child;
            return child;
        }

        /** The ends of all templates that fit, the best first. */
        void collect(List<String> segments, int depth, List<Node> ends) {
            if (depth == segments.size()) {
                if (!byMethod.isEmpty()) {
                    ends.add(this);
                }
                return;
            }
            Node literal = literals.get(segments.get(depth));
            if (literal != null) {
                literal.collect(segments, depth + 1, ends);
            }
            if (variable != null) {
                variable.collect(segments, depth + 1, ends);
            }
        }
    }

    private final Node root = new Node();
    private final List<Route> all = new ArrayList<>();

    /** Of two routes for one method and path the first counts. */
    Routes(Collection<Route> routes) {
        for (Route route : routes) {
            Node node = root;
            for (String segment : route.path().segments()) {
                node = node.child(segment);
            }
            if (node.byMethod.putIfAbsent(route.method(), route) == null) {
                all.add(route);
            }
        }
    }

    Optional<Route> find(Request request) {
        return fitting(request.rawPath())
                .filter(route -> route.method().equals(request.method()))
                .filter(route -> route.concerned().test(request))
                .findFirst();
    }

    /** Whatever the method. */
    Stream<Route> fitting(String rawPath) {
        return ends(rawPath).stream().flatMap(end -> end.byMethod.values().stream());
    }

    private List<Node> ends(String rawPath) {
        List<Node> ends = new ArrayList<>();
        root.collect(PathTemplate.decoded(rawPath), 0, ends);
        return ends;
    }

    List<Route> all() {
        return all;
    }
}
