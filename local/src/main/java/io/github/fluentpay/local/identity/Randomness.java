package io.github.fluentpay.local.identity;

import java.util.random.RandomGenerator;

/** Makes any generator safe for many threads: most seeded ones are not. */
public final class Randomness implements RandomGenerator {

    /** Odd, so that no two starts have the same multiple of it; half of its bits are ones. */
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final RandomGenerator generator; // guarded by this
    private final long mask;

    /** Draws from {@code generator}, one thread at a time. */
    public Randomness(RandomGenerator generator) {
        this(generator, 0);
    }

    /**
     * The same, changed by how often it was begun before: a seed gives the first start what it gives alone, and each
     * later one something else, or numbers that are kept would be drawn again.
     */
    public Randomness(RandomGenerator generator, long begunBefore) {
        this.generator = generator;
        this.mask = begunBefore * STEP;
    }

    @Override
    public synchronized long nextLong() {
        return generator.nextLong() ^ mask;
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
