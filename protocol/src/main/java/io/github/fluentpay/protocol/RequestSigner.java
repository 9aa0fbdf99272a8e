package io.github.fluentpay.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Signs the requests of a merchant or a brand. Immutable, safe for many threads, without a lock. */
public final class RequestSigner {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int NONCE_LENGTH = 32;

    private final String caller;
    private final String serialNumber;
    private final Signer signer;

    /** Signs as {@code merchant}. */
    public RequestSigner(Merchant merchant) {
        this.caller = Authorization.SCHEME + " mchid=\"" + merchant.mchid();
        this.serialNumber = merchant.serialNumber();
        this.signer = merchant.signer();
    }

    /** Signs as {@code brand}, with the scheme for paths under {@code /brand/}. */
    public RequestSigner(Brand brand) {
        this.caller = Authorization.BRAND_SCHEME + " brand_id=\"" + brand.brandId();
        this.serialNumber = brand.serialNumber();
        this.signer = brand.signer();
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
        byte[] signature = signer.sign(StringToSign.ofRequest(method, url, timestamp, nonce, body));
        return caller + "\",nonce_str=\"" + nonce + "\",timestamp=\"" + timestamp + "\",serial_no=\"" + serialNumber
                + "\",signature=\"" + Base64.getEncoder().encodeToString(signature) + '"';
    }
}
