package io.github.fluentpay;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Runs a check on random input; a failure names the seed, and {@code -Dfluentpay.seed=…} repeats it. */
public final class Seeded {

    /** One round. */
    public interface Round {
        void run(RandomGenerator random) throws Exception;
    }

    private Seeded() {}

    public static void check(int rounds, Round round) {
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 1; i <= rounds; i++) {
            try {
                round.run(random);
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError("Round " + i + "; repeat it with -Dfluentpay.seed=" + seed + ": " + e, e);
            }
        }
    }
}
