package io.github.fluentpay.protocol;

/** What a key file turned out to be, in words for a message. */
enum KeyKind {
    PRIVATE_KEY("a private key", "PRIVATE KEY"),
    PKCS1_PRIVATE_KEY("a private key", "RSA PRIVATE KEY"),
    PUBLIC_KEY("a public key", "PUBLIC KEY"),
    PKCS1_PUBLIC_KEY("a public key", "RSA PUBLIC KEY"),
    CERTIFICATE("a certificate", "CERTIFICATE"),
    ENCRYPTED_PRIVATE_KEY("a private key under a passphrase", "ENCRYPTED PRIVATE KEY"),
    OTHER_PRIVATE_KEY("a private key for an algorithm other than RSA", ""),
    OTHER_PUBLIC_KEY("a public key for an algorithm other than RSA", ""),
    EC_PRIVATE_KEY("an elliptic-curve private key", "EC PRIVATE KEY"),
    CERTIFICATE_REQUEST("a certificate request", "CERTIFICATE REQUEST"),
    PKCS12("a PKCS#12 key store", ""),
    OTHER_PEM("PEM of another kind", ""),
    UNKNOWN("neither PEM nor DER", "");

    private final String words;
    private final String label;

    KeyKind(String words, String label) {
        this.words = words;
        this.label = label;
    }

    String words() {
        return words;
    }

    /** The kind of a PEM label, RFC 7468. */
    static KeyKind ofLabel(String label) {
        for (KeyKind kind : values()) {
            if (!kind.label.isEmpty() && kind.label.equals(label)) {
                return kind;
            }
        }
        return switch (label) {
            case "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> CERTIFICATE;
            case "NEW CERTIFICATE REQUEST" -> CERTIFICATE_REQUEST;
            default -> OTHER_PEM;
        };
    }
}
