package io.github.fluentpay.client;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.random.RandomGenerator;

/** The client's generator in the form that the JDK's ciphers take. */
final class SecureGenerator extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private SecureGenerator(RandomGenerator random) {
        super(new Spi(random), null);
    }

    static SecureRandom of(RandomGenerator random) {
        return random instanceof SecureRandom secure ? secure : new SecureGenerator(random);
    }

    private static final class Spi extends SecureRandomSpi {

        private static final long serialVersionUID = 1L;

        private final transient RandomGenerator random;

        Spi(RandomGenerator random) {
            this.random = random;
        }

        /** The generator comes seeded, or is fixed on purpose. */
        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            random.nextBytes(seed);
            return seed;
        }
    }
}
