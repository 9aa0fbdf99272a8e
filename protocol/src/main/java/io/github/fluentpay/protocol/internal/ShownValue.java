package io.github.fluentpay.protocol.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a value that a message may show. People put secrets into the wrong setting, and messages go into logs and
 * tickets. So a value is shown only if its shape is public by itself: a number of 8 to 15 digits, a URL with a host and
 * with nothing that can hide a password, a path that exists, the ID of a WeChat Pay public key. Every other value is
 * described by its length and kind.
 */
public final class ShownValue {

    /** PEM, or the Base64 of DER, which begins with a long sequence, or of PEM, which begins with dashes. */
    private static final Pattern KEY =
            Pattern.compile("(?s).*-----.*|[\"']?(MI|LS0tLS1CRUdJTi)[0-9A-Za-z+/=_\\s\\\\-]{100,}[\"']?");

    private static final Pattern APPID = Pattern.compile("wx[0-9A-Za-z]{16}");

    /** A longer segment of a URL's path can be a token, and before an @ a password with a slash in it. */
    private static final Pattern PUBLIC_URL_PATH = Pattern.compile("(/[0-9A-Za-z._~{}%-]{0,20})*");

    private static final Pattern ENDING = Pattern.compile(
            "\\.(pem|p12|pfx|key|crt|cer|der|properties|json|jsonl|csv|db|html|txt)$", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED = Pattern.compile("(?s)[\"'“‘].*|.*[\"'”’]");

    private static final String SETTING = "fluentpay.";

    private static final int APIV3_KEY_LENGTH = 32;

    private ShownValue() {}

    /** The value itself if its shape is public, else words such as "a value of 32 characters". */
    public static String of(String value) {
        return isPublic(value) ? value : described(value);
    }

    /** Tells if the shape of a value is public by itself. */
    public static boolean isPublic(String value) {
        return Identifier.MCHID.fits(value) || isPublicKeyId(value) || isPublicUrl(value) || isExistingPath(value);
    }

    /** {@code PUB_KEY_ID_} and digits, as the platform names its public keys. */
    public static boolean isPublicKeyId(String value) {
        return Identifier.PUBLIC_KEY_ID.fits(value);
    }

    /** Tells if a value is a key or certificate itself: PEM, or the Base64 of DER or of PEM. */
    public static boolean isKey(String value) {
        return KEY.matcher(value).matches();
    }

    /** Tells if a value begins or ends with a quotation mark. */
    public static boolean isQuoted(String value) {
        return QUOTED.matcher(value).matches();
    }

    /** Length and kind of a value, for example "a value of 32 characters, as many as an APIv3 key has". */
    public static String described(String value) {
        if (isKey(value)) {
            return "the text of a key or certificate, " + length(value);
        }
        if (urlWithHost(value) != null) {
            return "a URL with a user, a query, a fragment or a long path, " + length(value);
        }
        return "a value of " + length(value) + kind(value);
    }

    /**
     * The place of a path that does not exist: the part that exists is shown, and the rest of it described. For example
     * "/etc/pay exists, and the rest of the path (9 characters, ending in .pem) does not".
     */
    public static String missing(Path path) {
        Path existing = existing(path);
        return existing == null
                ? "no part of the path exists (" + length(path.toString()) + ")"
                : existing + " exists, and the rest of the path (" + rest(existing, path) + ") does not";
    }

    /** A path that exists; else the part of it that exists, and a description of the rest. */
    public static String of(Path path) {
        if (Files.exists(path)) {
            return path.toString();
        }
        Path existing = existing(path);
        return existing == null
                ? "a path (" + length(path.toString()) + ")"
                : "a path in " + existing + " (" + rest(existing, path) + ")";
    }

    private static @Nullable Path existing(Path path) {
        Path existing = path.toAbsolutePath().getParent();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static String rest(Path existing, Path path) {
        String rest = existing.relativize(path.toAbsolutePath()).toString();
        return length(rest) + kind(rest);
    }

    private static String length(String value) {
        int length = value.codePointCount(0, value.length());
        return length + (length == 1 ? " character" : " characters");
    }

    /** The usual mistakes; only constant words go into a message. */
    private static String kind(String value) {
        if (value.contains(SETTING)) {
            return ", the name of another setting among them: the line before it ends with a backslash, or the line break"
                    + " between the two is missing";
        }
        if (isQuoted(value)) {
            return ", quotation marks among them";
        }
        if (APPID.matcher(value).matches()) {
            return ", and looks like an appid";
        }
        if (value.length() == APIV3_KEY_LENGTH) {
            return ", as many as an APIv3 key has";
        }
        var ending = ENDING.matcher(value);
        return ending.find() ? ", ending in " + ending.group().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isPublicUrl(String value) {
        URI url = urlWithHost(value);
        return url != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && PUBLIC_URL_PATH.matcher(url.getRawPath()).matches();
    }

    private static @Nullable URI urlWithHost(String value) {
        try {
            URI url = new URI(value);
            return url.getScheme() == null || url.getHost() == null ? null : url;
        } catch (URISyntaxException e) {
            // Its message has the value in it.
            return null;
        }
    }

    private static boolean isExistingPath(String value) {
        try {
            return !value.isBlank() && Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            // Its message has the value in it.
            return false;
        }
    }
}
