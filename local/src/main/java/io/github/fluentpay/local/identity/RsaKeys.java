package io.github.fluentpay.local.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.IntStream;

/** Makes RSA keys of 2048 bits, the only size the platform uses. */
final class RsaKeys {

    private static final int BITS = 2048;

    private RsaKeys() {}

    /** So many key pairs, made on all processors: each takes a tenth of a second or more. */
    static List<KeyPair> generate(int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> generate()).toList();
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make RSA keys", e);
        }
    }
}
