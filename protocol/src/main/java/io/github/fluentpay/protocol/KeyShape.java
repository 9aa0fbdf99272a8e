package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.VisibleText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises by its beginning a thing that people give in the place of a key or certificate: the name of a file, a key of another program,
 * the archive that the console hands out.
 */
final class KeyShape {

    private static final int JAVA_KEY_STORE = 0xFEEDFEED;
    private static final int JCE_KEY_STORE = 0xCECECECE;
    private static final int ZIP = 0x504B0304;

    /** Longer than any path that a person gives, shorter than any key. */
    private static final int LONGEST_PATH = 260;

    private static final Pattern FILE_PATH = Pattern.compile(
            "([/\\\\~]|\\.{1,2}[/\\\\]|[A-Z]:[/\\\\])[^\\r\\n]*|[^\\r\\n]*\\.(pem|p12|pfx|key|crt|cer|der|txt|jks)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{[^}]*}|\\{\\{[^}]*}}|\\$\\([^)]*\\)|@[\\w.-]+@|%\\w+%|\\$[A-Z_]{3,}");

    private static final Pattern SSH_PUBLIC_KEY =
            Pattern.compile("(ssh-|ecdsa-sha2-|sk-ssh-)\\S+ AAAA.*", Pattern.DOTALL);

    private KeyShape() {}

    /** The shape of bytes that are neither PEM nor DER, nor Base64 of them. */
    static KeyKind of(byte[] bytes, String text) {
        return switch (start(bytes)) {
            case JAVA_KEY_STORE, JCE_KEY_STORE -> KeyKind.JAVA_KEY_STORE;
            case ZIP -> KeyKind.ZIP;
            default -> ofText(VisibleText.trimmed(text));
        };
    }

    private static int start(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < 4 && bytes.length >= 4; i++) {
            start = (start << 8) | (bytes[i] & 0xFF);
        }
        return start;
    }

    private static KeyKind ofText(String text) {
        String lower = text.substring(0, Math.min(text.length(), 32)).toLowerCase(Locale.ROOT);
        if (lower.startsWith("classpath:") || lower.startsWith("classpath*:")) {
            return KeyKind.CLASS_PATH_NAME;
        }
        if (lower.startsWith("file:")) {
            return KeyKind.FILE_URL;
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return KeyKind.WEB_URL;
        }
        if (lower.startsWith("putty-user-key-file")) {
            return KeyKind.PUTTY_KEY;
        }
        if (SSH_PUBLIC_KEY.matcher(text).matches()) {
            return KeyKind.OPENSSH_PUBLIC_KEY;
        }
        if (PLACEHOLDER.matcher(text).matches()) {
            return KeyKind.PLACEHOLDER;
        }
        if (lower.startsWith("{")) {
            return KeyKind.JSON_WEB_KEY;
        }
        if (lower.startsWith("<")) {
            return KeyKind.WEB_PAGE;
        }
        return text.length() <= LONGEST_PATH && FILE_PATH.matcher(text).matches() ? KeyKind.FILE_PATH : KeyKind.UNKNOWN;
    }
}
