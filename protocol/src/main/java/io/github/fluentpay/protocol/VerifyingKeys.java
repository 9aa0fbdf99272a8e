package io.github.fluentpay.protocol;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All keys the platform may sign with at one moment: platform certificates and WeChat Pay public keys side by side, as
 * they occur while a merchant moves from one to the other. An immutable snapshot: a change makes a new one, swapped in
 * as a whole, so no reader ever meets a moment without keys.
 */
public final class VerifyingKeys {

    private static final VerifyingKeys NONE = new VerifyingKeys(List.of());

    private final Map<String, VerifyingKey> bySerial;
    private final Optional<VerifyingKey> publicKey;
    private final Optional<VerifyingKey> certificate;

    private VerifyingKeys(Collection<VerifyingKey> keys) {
        Map<String, VerifyingKey> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(key.serial(), key));
        this.bySerial = Collections.unmodifiableMap(map); // in their order: messages list them
        this.publicKey = lastOf(key -> !key.isCertificate());
        this.certificate = lastOf(VerifyingKey::isCertificate);
    }

    private Optional<VerifyingKey> lastOf(Predicate<VerifyingKey> kind) {
        return bySerial.values().stream()
                .filter(kind)
                .max(Comparator.comparing((VerifyingKey key) -> key.expires().orElse(Instant.MAX))
                        .thenComparing(VerifyingKey::serial));
    }

    /** These keys; of two with the same serial the later counts. */
    public static VerifyingKeys of(VerifyingKey... keys) {
        return of(List.of(keys));
    }

    /** These keys; of two with the same serial the later counts. */
    public static VerifyingKeys of(Collection<VerifyingKey> keys) {
        return keys.isEmpty() ? NONE : new VerifyingKeys(keys);
    }

    /** No key: every message is refused. For a first download of the platform certificates, before any is known. */
    public static VerifyingKeys none() {
        return NONE;
    }

    /** The key that {@code Wechatpay-Serial} names. */
    public Optional<VerifyingKey> find(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /** The serials, for messages; unmodifiable. */
    public Set<String> serials() {
        return bySerial.keySet();
    }

    /** Whether there is no key. */
    public boolean isEmpty() {
        return bySerial.isEmpty();
    }

    /**
     * The key to seal sensitive fields with, and to ask the platform to sign with: a WeChat Pay public key if there is
     * one, else the certificate that expires last, as the documentation of certificate rotation advises.
     */
    public Optional<VerifyingKey> sealing() {
        return publicKey.or(() -> certificate);
    }

    /** The WeChat Pay public key; of several the one with the last ID. */
    public Optional<VerifyingKey> publicKey() {
        return publicKey;
    }

    /** The platform certificate that expires last. */
    public Optional<VerifyingKey> certificate() {
        return certificate;
    }

    /** These and others; of two with the same serial the other counts. */
    public VerifyingKeys and(VerifyingKeys others) {
        Map<String, VerifyingKey> all = new LinkedHashMap<>(bySerial);
        all.putAll(others.bySerial);
        return of(all.values());
    }

    /** All of them, in their order; unmodifiable. */
    public Collection<VerifyingKey> keys() {
        return bySerial.values();
    }

    @Override
    public String toString() {
        return "VerifyingKeys" + serials();
    }
}
