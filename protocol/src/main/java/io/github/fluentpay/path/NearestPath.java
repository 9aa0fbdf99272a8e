package io.github.fluentpay.path;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the documented path that was probably meant, for a hint. */
public final class NearestPath {

    private NearestPath() {}

    /**
     * The path of the fewest changed segments, and among those of the fewest changed characters; a documented variable
     * matches any segment. Empty if nothing is near.
     *
     * @param paths documented ones, such as {@code v3/refund/domestic/refunds/{out_refund_no}}
     */
    public static Optional<String> of(String path, Stream<String> paths) {
        String[] wanted = path.split("/");
        @Nullable String best = null;
        int least = limit(path);
        for (String candidate : (Iterable<String>) paths::iterator) {
            int distance = distance(wanted, candidate.split("/"), least);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Beyond it, two paths have nothing to do with each other. */
    private static int limit(String path) {
        return Math.max(3, path.length() / 3);
    }

    /** Edit distance of segments, where changing one costs the edit distance of its characters. */
    private static int distance(String[] a, String[] b, int limit) {
        int[] previous = new int[b.length + 1];
        for (int j = 1; j <= b.length; j++) {
            previous[j] = previous[j - 1] + b[j - 1].length() + 1;
        }
        for (int i = 1; i <= a.length; i++) {
            int[] current = new int[b.length + 1];
            current[0] = previous[0] + a[i - 1].length() + 1;
            int smallest = current[0];
            for (int j = 1; j <= b.length; j++) {
                int change = previous[j - 1] + changed(a[i - 1], b[j - 1]);
                int remove = previous[j] + a[i - 1].length() + 1;
                int add = current[j - 1] + b[j - 1].length() + 1;
                current[j] = Math.min(change, Math.min(remove, add));
                smallest = Math.min(smallest, current[j]);
            }
            if (smallest >= limit) {
                return limit;
            }
            previous = current;
        }
        return previous[b.length];
    }

    private static int changed(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        return b.startsWith("{") ? 1 : characters(a, b);
    }

    private static int characters(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
