package io.github.fluentpay.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Signs a merchant's requests. Immutable, safe for many threads, without a lock. */
public final class RequestSigner {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int NONCE_LENGTH = 32;

    private final Merchant merchant;

    /** Signs as {@code merchant}. */
    public RequestSigner(Merchant merchant) {
        this.merchant = merchant;
    }

    /** A nonce: 32 letters and digits. */
    public static String nonce(RandomGenerator random) {
        byte[] bytes = new byte[NONCE_LENGTH];
        random.nextBytes(bytes);
        char[] nonce = new char[NONCE_LENGTH];
        for (int i = 0; i < NONCE_LENGTH; i++) {
            // 256 is not a multiple of 62: the first letters come slightly more often, which a nonce can bear.
            nonce[i] = ALPHABET.charAt((bytes[i] & 0xFF) % ALPHABET.length());
        }
        return new String(nonce);
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @param method upper case
     * @param url path and query exactly as on the request line
     * @param body the bytes as they will be sent
     */
    public String authorization(String method, String url, Instant now, String nonce, byte[] body) {
        long timestamp = now.getEpochSecond();
        byte[] signature = merchant.signer().sign(StringToSign.ofRequest(method, url, timestamp, nonce, body));
        return new Authorization(
                        merchant.mchid(),
                        nonce,
                        Long.toString(timestamp),
                        merchant.serialNumber(),
                        Base64.getEncoder().encodeToString(signature))
                .toHeader();
    }
}
