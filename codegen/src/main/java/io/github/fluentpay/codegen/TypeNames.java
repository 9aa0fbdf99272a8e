package io.github.fluentpay.codegen;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives each type a simple name that no other has, so that one source file can import any of them. */
final class TypeNames {

    private final Set<String> taken = new HashSet<>();

    /**
     * Takes the first of the wishes that is free.
     *
     * @throws IllegalStateException if none is; the generator has to learn a further wish then
     */
    String claim(List<String> wishes) {
        for (String wish : wishes) {
            if (taken.add(wish)) {
                return wish;
            }
        }
        throw new IllegalStateException("Each of these type names is taken already: " + wishes);
    }
}
