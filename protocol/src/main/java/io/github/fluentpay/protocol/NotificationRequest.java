package io.github.fluentpay.protocol;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A notification (回调通知) as it came in over HTTP: the one thing to adapt to a web framework.
 *
 * <pre>{@code
 * NotificationRequest.of(request::getHeader, request.getInputStream().readAllBytes());    // servlet
 * NotificationRequest.of(headers::getFirst, body);                    // Spring: HttpHeaders, @RequestBody byte[]
 * NotificationRequest.of(context.request()::getHeader, context.body().buffer().getBytes()); // Vert.x
 * NotificationRequest.of(Map.of("Wechatpay-Serial", "…"), body);                            // plain maps
 * }</pre>
 */
public interface NotificationRequest {

    /** The first value of a header, its name in any case; null if there is none. */
    @Nullable
    String header(String name);

    /**
     * The raw bytes of the body, exactly as received. A body that a framework has parsed and written again does not fit
     * its signature any more.
     */
    byte[] body();

    /**
     * Of a function that finds a header by its name, as the request of a web framework has one. A function that tells cases
     * apart is asked a second time in lower case, as HTTP/2 and gateways write names; for any other case give the map.
     */
    static NotificationRequest of(Function<String, @Nullable String> header, byte[] body) {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(body, "body");
        return new NotificationRequest() {
            @Override
            public @Nullable String header(String name) {
                String value = header.apply(name);
                return value == null ? header.apply(name.toLowerCase(Locale.ROOT)) : value;
            }

            @Override
            public byte[] body() {
                return body;
            }
        };
    }

    /**
     * Of a map by the header's name in any case; a value is a text, or a list of texts of which the first counts.
     *
     * @throws IllegalArgumentException if a value is something else
     */
    static NotificationRequest of(Map<String, ?> headers, byte[] body) {
        return of(HeaderMap.of(headers)::first, body);
    }
}
