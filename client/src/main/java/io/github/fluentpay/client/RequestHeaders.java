package io.github.fluentpay.client;

import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers of a request: what the platform wants, and what a caller may add. */
final class RequestHeaders {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Part of the exchange: signed, computed from the body, about the connection, or about a coding of the body. */
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "host",
            "content-length",
            "content-encoding",
            "accept-encoding",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "expect",
            "trailer",
            "upgrade",
            "te");

    private RequestHeaders() {}

    static void check(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        boolean token = !name.isEmpty() && name.chars().allMatch(RequestHeaders::isTokenChar);
        if (!token) {
            throw new IllegalArgumentException("The name of a header is " + ShownValue.described(name)
                    + ", which is none: letters, digits and dashes are, as in Idempotency-Key");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The header " + name + " is part of the exchange and cannot be set; leave it out");
        }
        if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "The header " + name + " has a character that is not printable ASCII; encode its value");
        }
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isTokenChar(int c) {
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letterOrDigit || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** The headers that a caller added. */
    static Headers own(Map<String, String> added) {
        if (added.isEmpty()) {
            return Headers.none();
        }
        Headers.Builder own = Headers.builder();
        added.forEach(own::set);
        return own.build();
    }

    /** @param serial of the key to ask for; null if none is known */
    static Headers of(
            Call call, Call.Encoded encoded, String authorization, String userAgent, @Nullable String serial) {
        Body body = encoded.body();
        String type = body.type();
        // JSON comes back, but not from downloads; uploads are sent without saying so, as the official SDKs do.
        boolean wantsJson = call.route().replySigned() && !body.isUpload();
        Headers.Builder headers =
                Headers.builder().set("Accept", wantsJson ? Body.JSON : "*/*").set("User-Agent", userAgent);
        // The platform signs plain bytes; a proxy that packs them is asked not to.
        headers.set("Accept-Encoding", "identity");
        if (type != null) {
            headers.set("Content-Type", type);
        }
        // Asks the platform to sign with a key we have; APIv3 documentation, "switch to the public key" (切换公钥).
        if (serial != null) {
            headers.set(SignatureHeaders.SERIAL, serial);
        }
        call.headers().forEach(headers::set);
        if (encoded.sealedWith() != null) {
            headers.set(SignatureHeaders.SERIAL, encoded.sealedWith()); // the key that opens it, whatever was asked for
        }
        if (type != null && body.isUpload()) {
            headers.set("Content-Type", type); // the boundary is in it
        }
        return headers.set("Authorization", authorization).build();
    }
}
