package io.github.fluentpay.local.signature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a part of the string to sign may have been written.
 *
 * @param text the part
 * @param mistake what is wrong with it and how to cure it, a sentence; null for the right way
 */
record Variant(String text, @Nullable String mistake) {

    boolean isMistake() {
        return mistake != null;
    }

    /** Collects variants, the right one first; a text that is there already, and so is no other way, is left out. */
    static final class Collector {

        private final List<Variant> variants = new ArrayList<>();
        private final Set<String> texts = new HashSet<>();

        Collector(String right) {
            texts.add(right);
            variants.add(new Variant(right, null));
        }

        Collector add(String text, String mistake) {
            if (texts.add(text)) {
                variants.add(new Variant(text, mistake));
            }
            return this;
        }

        List<Variant> variants() {
            return List.copyOf(variants);
        }
    }
}
