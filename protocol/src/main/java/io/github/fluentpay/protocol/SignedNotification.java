package io.github.fluentpay.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notification ready to be posted, with {@code Content-Type: application/json}. Immutable. */
public final class SignedNotification implements NotificationRequest {

    private final Map<String, String> headers;
    private final HeaderMap byName;
    private final byte[] body;

    SignedNotification(Map<String, String> headers, byte[] body) {
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.byName = HeaderMap.of(headers);
        this.body = body.clone();
    }

    /** The {@code Wechatpay-…} headers; unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public @Nullable String header(String name) {
        return byName.first(name);
    }

    /** The same with one header changed: what a proxy, or an attacker, may do. */
    public SignedNotification withHeader(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new SignedNotification(changed, body);
    }

    /** The same signature over another body. */
    public SignedNotification withBody(byte[] other) {
        return new SignedNotification(headers, other);
    }

    /** The bytes of the body; a new array at each call. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Neither headers nor body. */
    @Override
    public String toString() {
        return "SignedNotification[" + body.length + " bytes]";
    }
}
