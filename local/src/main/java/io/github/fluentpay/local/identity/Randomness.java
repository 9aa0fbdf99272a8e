package io.github.fluentpay.local.identity;

import java.util.random.RandomGenerator;

/** Makes any generator safe for many threads: most seeded ones are not. */
public final class Randomness implements RandomGenerator {

    private final RandomGenerator generator; // guarded by this

    /** Draws from {@code generator}, one thread at a time. */
    public Randomness(RandomGenerator generator) {
        this.generator = generator;
    }

    @Override
    public synchronized long nextLong() {
        return generator.nextLong();
    }

    /** So many random decimal digits. */
    public String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + nextInt(10)));
        }
        return digits.toString();
    }
}
