package io.github.fluentpay.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Just enough of ITU-T X.690 (DER) to tell key files apart and to wrap PKCS#1 keys, which the JDK does not read. */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int CONTEXT_0 = 0xA0;

    /** AlgorithmIdentifier of rsaEncryption, RFC 8017 appendix A.1: OID 1.2.840.113549.1.1.1 with NULL parameters. */
    private static final byte[] RSA_ENCRYPTION = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private static final byte[] RSA_ENCRYPTION_OID = Arrays.copyOfRange(RSA_ENCRYPTION, 4, 13);

    /** id-ecPublicKey, RFC 5480 section 2.1.1: OID 1.2.840.10045.2.1; SM2 keys have it too. */
    private static final byte[] EC_PUBLIC_KEY_OID = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    /** signedData, RFC 2315 section 14: OID 1.2.840.113549.1.7.2. */
    private static final byte[] SIGNED_DATA_OID = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2};

    /** How a PFX begins in BER with lengths left open, as some tools write it: version 3, then a sequence. */
    private static final byte[] BER_PFX = {SEQUENCE, (byte) 0x80, INTEGER, 1, 3, SEQUENCE};

    private static final byte[] VERSION_0 = {INTEGER, 1, 0};

    private Der() {}

    /** What a DER file is, judged by its first elements. */
    static KeyKind kindOf(byte[] der) {
        if (der.length > BER_PFX.length && Arrays.equals(der, 0, BER_PFX.length, BER_PFX, 0, BER_PFX.length)) {
            return KeyKind.PKCS12;
        }
        Element outer = Element.at(der, 0);
        if (outer == null || outer.tag != SEQUENCE) {
            return KeyKind.UNKNOWN;
        }
        Element first = Element.at(der, outer.start);
        if (first == null) {
            return KeyKind.UNKNOWN;
        }
        Element second = Element.at(der, first.end());
        int next = second == null ? 0 : second.tag;
        if (first.tag == INTEGER) {
            return ofInteger(der, first, second);
        }
        if (first.tag == OBJECT_IDENTIFIER && Arrays.equals(der, first.start, first.end(), SIGNED_DATA_OID, 0, 9)) {
            return KeyKind.PKCS7;
        }
        if (first.tag != SEQUENCE) {
            return KeyKind.UNKNOWN;
        }
        return switch (next) {
            case BIT_STRING -> publicKey(der, first); // SubjectPublicKeyInfo, RFC 5280 section 4.1
            case OCTET_STRING -> KeyKind.ENCRYPTED_PRIVATE_KEY; // EncryptedPrivateKeyInfo, RFC 5958 section 3
            case SEQUENCE -> requestOrCertificate(der, first);
            default -> KeyKind.UNKNOWN;
        };
    }

    private static KeyKind ofInteger(byte[] der, Element first, @Nullable Element second) {
        int next = second == null ? 0 : second.tag;
        int value = first.length == 1 ? der[first.start] : -1;
        if (value == 0 && second != null && next == SEQUENCE) {
            return privateKey(der, second); // PrivateKeyInfo, RFC 5208 section 5
        }
        if (value == 0 && next == INTEGER) {
            return KeyKind.PKCS1_PRIVATE_KEY; // RSAPrivateKey, RFC 8017 appendix A.1.2
        }
        if (value == 1 && next == OCTET_STRING) {
            return KeyKind.EC_PRIVATE_KEY; // ECPrivateKey, RFC 5915 section 3
        }
        if (value == 3 && next == SEQUENCE) {
            return KeyKind.PKCS12; // PFX, RFC 7292 section 4
        }
        return next == INTEGER ? KeyKind.PKCS1_PUBLIC_KEY : KeyKind.UNKNOWN; // RSAPublicKey, RFC 8017 A.1.1
    }

    private static KeyKind privateKey(byte[] der, Element algorithm) {
        if (names(der, algorithm, EC_PUBLIC_KEY_OID)) {
            return KeyKind.EC_PRIVATE_KEY;
        }
        return names(der, algorithm, RSA_ENCRYPTION_OID) ? KeyKind.PRIVATE_KEY : KeyKind.OTHER_PRIVATE_KEY;
    }

    private static KeyKind publicKey(byte[] der, Element algorithm) {
        if (names(der, algorithm, EC_PUBLIC_KEY_OID)) {
            return KeyKind.EC_PUBLIC_KEY;
        }
        return names(der, algorithm, RSA_ENCRYPTION_OID) ? KeyKind.PUBLIC_KEY : KeyKind.OTHER_PUBLIC_KEY;
    }

    private static boolean names(byte[] der, Element algorithm, byte[] oid) {
        Element name = Element.at(der, algorithm.start);
        return name != null
                && name.tag == OBJECT_IDENTIFIER
                && Arrays.equals(der, name.start, name.end(), oid, 0, oid.length);
    }

    /** A certificate has [0] or its serial number first, then an algorithm; a request has version 0, then a name. */
    private static KeyKind requestOrCertificate(byte[] der, Element toBeSigned) {
        Element first = Element.at(der, toBeSigned.start);
        if (first == null) {
            return KeyKind.UNKNOWN;
        }
        if (first.tag == CONTEXT_0) {
            return KeyKind.CERTIFICATE;
        }
        boolean versionZero = first.tag == INTEGER && first.length == 1 && der[first.start] == 0;
        return versionZero ? KeyKind.CERTIFICATE_REQUEST : KeyKind.CERTIFICATE;
    }

    /** An RSAPrivateKey inside a PrivateKeyInfo. */
    static byte[] pkcs1ToPkcs8(byte[] pkcs1) {
        return wrap(SEQUENCE, VERSION_0, RSA_ENCRYPTION, wrap(OCTET_STRING, pkcs1));
    }

    /** An RSAPublicKey inside a SubjectPublicKeyInfo. */
    static byte[] pkcs1ToSpki(byte[] pkcs1) {
        byte[] noUnusedBits = {0};
        return wrap(SEQUENCE, RSA_ENCRYPTION, wrap(BIT_STRING, noUnusedBits, pkcs1));
    }

    private static byte[] wrap(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> (8 * i));
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private record Element(int tag, int start, int length) {

        static @Nullable Element at(byte[] der, int index) {
            if (index < 0 || index + 2 > der.length) {
                return null;
            }
            int tag = der[index] & 0xFF;
            int first = der[index + 1] & 0xFF;
            int start = index + 2;
            if (first < 0x80) {
                return fitting(der, tag, start, first);
            }
            int bytes = first & 0x7F;
            if (bytes == 0 || bytes > 3 || start + bytes > der.length) {
                return null;
            }
            int length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (der[start + i] & 0xFF);
            }
            return fitting(der, tag, start + bytes, length);
        }

        private static @Nullable Element fitting(byte[] der, int tag, int start, int length) {
            return length <= der.length - start ? new Element(tag, start, length) : null;
        }

        int end() {
            return start + length;
        }
    }
}
