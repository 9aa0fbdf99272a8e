package io.github.fluentpay.protocol;

import java.util.Set;

/** The cure for a key file of the wrong kind, as an addition to a message. */
final class KeyCure {

    private static final String RSA_ALONE = "the platform uses RSA, and a key of another kind cannot be converted";

    private static final String PEM_FILES = "Merchant.of(mchid, certificate, privateKey) reads PEM files";

    private KeyCure() {}

    /**
     * The cure, after a semicolon; empty if the message says enough without one.
     *
     * @param needed one of these kinds was needed
     */
    static String of(KeyKind found, Set<KeyKind> needed) {
        String cure = cure(found, needed);
        return cure.isEmpty() ? "" : "; " + cure;
    }

    private static String cure(KeyKind found, Set<KeyKind> needed) {
        boolean privateKey = needed.contains(KeyKind.PRIVATE_KEY);
        boolean publicKey = needed.contains(KeyKind.PUBLIC_KEY);
        boolean certificate = needed.contains(KeyKind.CERTIFICATE);
        return switch (found) {
            case ENCRYPTED_PRIVATE_KEY ->
                privateKey
                        ? "remove the passphrase: `openssl pkey -in FILE -out NEW_FILE` asks for it and writes the key"
                                + " without one"
                        : "";
            case EC_PRIVATE_KEY, EC_PUBLIC_KEY, OTHER_PRIVATE_KEY, OTHER_PUBLIC_KEY -> RSA_ALONE;
            case PRIVATE_KEY, PKCS1_PRIVATE_KEY ->
                publicKey
                        ? "the platform's public key cannot be made from a key of your own"
                        : certificate ? "" : PEM_FILES;
            case PUBLIC_KEY, PKCS1_PUBLIC_KEY ->
                certificate
                        ? "if it is the WeChat Pay public key, give it with its PUB_KEY_ID_… (VerifyingKey.ofPublicKey)"
                        : "";
            case CERTIFICATE ->
                publicKey
                        ? "if it is a platform certificate, give it with its serial number in place of PUB_KEY_ID_…"
                                + " (VerifyingKey.ofCertificate)"
                        : privateKey ? "" : PEM_FILES;
            case CERTIFICATE_REQUEST ->
                privateKey
                        ? "the private key was written to a file of its own when the request was made"
                        : certificate ? "the console gives you the certificate for it" : "";
            case PKCS12 ->
                privateKey
                        ? "Merchant.ofPkcs12 reads it, and `openssl pkcs12 -in FILE -nocerts -nodes -out"
                                + " apiclient_key.pem` takes the key out of it"
                        : certificate
                                ? "Merchant.ofPkcs12 reads it, and `openssl pkcs12 -in FILE -clcerts -nokeys -out"
                                        + " apiclient_cert.pem` takes the certificate out of it"
                                : "";
            case PKCS7 -> "`openssl pkcs7 -print_certs -in FILE` writes its certificates as PEM";
            case JAVA_KEY_STORE ->
                "`keytool -importkeystore -srckeystore FILE -destkeystore apiclient_cert.p12 -deststoretype PKCS12`"
                        + " converts it, and Merchant.ofPkcs12 reads that";
            case OPENSSH_PRIVATE_KEY ->
                privateKey ? "`ssh-keygen -p -m PEM -f FILE` rewrites it as PEM, if it is an RSA key" : "";
            case ZIP -> "unpack it, and name the file inside";
            case CLASS_PATH_NAME -> "KeySource.resource reads it";
            case FILE_URL, FILE_PATH -> "KeySource.path reads it";
            case WEB_URL, WEB_PAGE -> "download the file itself";
            case PLACEHOLDER -> "set the variable or property that it names";
            case OPENSSH_PUBLIC_KEY, PUTTY_KEY, JSON_WEB_KEY, OTHER_PEM, UNKNOWN -> "";
        };
    }
}
