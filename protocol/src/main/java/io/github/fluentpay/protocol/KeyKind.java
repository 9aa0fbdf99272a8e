package io.github.fluentpay.protocol;

/** What a key file turned out to be, in words for a message. */
enum KeyKind {
    PRIVATE_KEY("a private key", "PRIVATE KEY"),
    PKCS1_PRIVATE_KEY("a private key", "RSA PRIVATE KEY"),
    PUBLIC_KEY("a public key", "PUBLIC KEY"),
    PKCS1_PUBLIC_KEY("a public key", "RSA PUBLIC KEY"),
    CERTIFICATE("a certificate", "CERTIFICATE"),
    ENCRYPTED_PRIVATE_KEY("a private key under a passphrase", "ENCRYPTED PRIVATE KEY"),
    OTHER_PRIVATE_KEY("a private key for an algorithm other than RSA", "DSA PRIVATE KEY"),
    OTHER_PUBLIC_KEY("a public key for an algorithm other than RSA", ""),
    EC_PRIVATE_KEY("an elliptic-curve private key", "EC PRIVATE KEY"),
    EC_PUBLIC_KEY("an elliptic-curve public key", ""),
    CERTIFICATE_REQUEST("a certificate request", "CERTIFICATE REQUEST"),
    PKCS12("a PKCS#12 key store", ""),
    PKCS7("a PKCS#7 bundle of certificates", "PKCS7"),
    JAVA_KEY_STORE("a Java key store (JKS)", ""),
    OPENSSH_PRIVATE_KEY("an OpenSSH private key", "OPENSSH PRIVATE KEY"),
    OPENSSH_PUBLIC_KEY("an OpenSSH public key", ""),
    PUTTY_KEY("a PuTTY key", ""),
    JSON_WEB_KEY("a JSON text", ""),
    ZIP("a zip archive", ""),
    WEB_PAGE("a web page or XML", ""),
    CLASS_PATH_NAME("the name of a class-path resource, not its content", ""),
    FILE_URL("the URL of a file, not its content", ""),
    WEB_URL("a URL, not the content behind it", ""),
    FILE_PATH("the path of a file, not its content", ""),
    PLACEHOLDER("a placeholder that was not replaced by its value", ""),
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
