package io.github.fluentpay.protocol;

/**
 * Makes SHA256-with-RSA signatures (RSASSA-PKCS1-v1_5) with one private key. Implement it to sign in a hardware module
 * or a key service; {@link MerchantKey} is the implementation for a key in memory.
 *
 * <p>Implementations are safe for use by many threads at once. A first attempt is signed on the thread that makes the call,
 * asynchronous calls included: an implementation that asks a service over the network blocks that thread, and needs a
 * time-out of its own.
 */
@FunctionalInterface
public interface Signer {

    /**
     * Signs a message.
     *
     * @return the raw signature, 256 bytes for a 2048-bit key; a new array at each call
     */
    byte[] sign(byte[] message);
}
