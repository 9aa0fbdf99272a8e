package io.github.fluentpay.client;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The line between the parts of an upload, RFC 2046 section 5.1.1: it occurs in none of them. */
final class Boundary {

    private static final int LENGTH = 32;

    private Boundary() {}

    /** The first boundary of a seed that occurs in none of the parts. */
    static String of(byte[] seed, byte[]... parts) {
        return of(seed, candidate -> {
            byte[] ascii = candidate.getBytes(StandardCharsets.US_ASCII);
            return Stream.of(parts).anyMatch(part -> contains(part, ascii));
        });
    }

    static String of(byte[] seed, Predicate<String> occurs) {
        byte[] hash = seed;
        String candidate = candidate(hash);
        while (occurs.test(candidate)) {
            hash = FileContent.sha256(hash);
            candidate = candidate(hash);
        }
        return candidate;
    }

    private static String candidate(byte[] hash) {
        return "fluentpay-" + HexFormat.of().formatHex(hash).substring(0, LENGTH);
    }

    static boolean contains(byte[] text, byte[] word) {
        for (int start = 0; start <= text.length - word.length; start++) {
            int matched = 0;
            while (matched < word.length && text[start + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return true;
            }
        }
        return false;
    }
}
