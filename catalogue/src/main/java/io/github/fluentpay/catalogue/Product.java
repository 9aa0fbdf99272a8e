package io.github.fluentpay.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * Endpoints that belong together, by the front of their paths: {@code v3/marketing/busifavor} (商家券).
 *
 * @param path what all its paths begin with; it has no trailing slash
 * @param operations sorted by path, then verb
 */
public record Product(String path, List<Operation> operations) {

    public Product {
        operations = List.copyOf(operations);
    }

    /** The protocol. */
    public Version version() {
        return path.startsWith("v2/") ? Version.V2 : Version.V3;
    }

    /** Its last segment, unique among the products of its version: {@code busifavor}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Labels of the documentation's index, in Chinese, the most frequent first. */
    public List<String> titles() {
        List<String> labels = operations.stream()
                .flatMap(operation -> operation.products().stream())
                .toList();
        return Stream.iterate(0, i -> i < labels.size(), i -> i + 1)
                .map(labels::get)
                .distinct()
                .sorted((a, b) -> Long.compare(count(labels, b), count(labels, a)))
                .toList();
    }

    private static long count(List<String> labels, String label) {
        return labels.stream().filter(label::equals).count();
    }

    /** The product that a path belongs to: its first two segments, or three below {@code v3/marketing}. */
    public static String pathOf(String path) {
        int slashes = path.startsWith("v3/marketing/") ? 3 : 2;
        int end = -1;
        for (int i = 0; i < slashes; i++) {
            int next = path.indexOf('/', end + 1);
            if (next < 0) {
                return path;
            }
            end = next;
        }
        return path.substring(0, end);
    }
}
