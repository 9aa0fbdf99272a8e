package io.github.fluentpay.local.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One way in which a part of the string to sign may have been written. Immutable, except that nobody changes
 * {@link #bytes()}.
 */
final class Variant {

    private final String text;
    private final byte[] bytes;
    private final List<String> mistakes;

    Variant(String text, byte[] bytes, List<String> mistakes) {
        this.text = text;
        this.bytes = bytes;
        this.mistakes = List.copyOf(mistakes);
    }

    static Variant right(String text) {
        return new Variant(text, text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** The part, to be shown. */
    String text() {
        return text;
    }

    /** The part, to be hashed; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** What is wrong with it and how to cure it, in sentences; none for the right way. */
    List<String> mistakes() {
        return mistakes;
    }

    /** Collects variants, the right one first; bytes that are there already, and so are no other way, are left out. */
    static final class Collector {

        private final List<Variant> variants = new ArrayList<>();
        private final Set<Integer> hashes = new HashSet<>();

        Collector(Variant right) {
            add(right);
        }

        Collector(String right) {
            this(Variant.right(right));
        }

        Collector add(String text, String mistake) {
            return add(text, List.of(mistake));
        }

        Collector add(String text, List<String> mistakes) {
            return add(new Variant(text, text.getBytes(StandardCharsets.UTF_8), mistakes));
        }

        Collector add(Variant variant) {
            // Two texts of one hash are nearly always one text; only then are all of them looked at.
            boolean isNew = hashes.add(Arrays.hashCode(variant.bytes()))
                    || variants.stream().noneMatch(other -> Arrays.equals(other.bytes(), variant.bytes()));
            if (isNew) {
                variants.add(variant);
            }
            return this;
        }

        List<Variant> variants() {
            return List.copyOf(variants);
        }
    }
}
