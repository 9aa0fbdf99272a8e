package io.github.fluentpay.local.exchange;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it came over the wire, nothing decoded. Immutable, except that nobody changes {@link #body()}. */
public final class Request {

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable Upload upload;

    /**
     * A request without a file.
     *
     * @param target path and query exactly as on the request line
     * @param headers the first value of each; names count without case
     * @param body the bytes as received; now owned by this object
     */
    public Request(String method, String target, Map<String, String> headers, byte[] body) {
        this(method, target, headers, body, null);
    }

    /**
     * A request that may bring a file.
     *
     * @param body of an upload its description, which is all of it that is signed
     * @param upload null if it is none
     */
    public Request(String method, String target, Map<String, String> headers, byte[] body, @Nullable Upload upload) {
        this.method = method;
        this.target = target;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body;
        this.upload = upload;
    }

    /** The method as sent. */
    public String method() {
        return method;
    }

    /** Path and query exactly as on the request line. */
    public String target() {
        return target;
    }

    /** The path, percent-encoded as sent. */
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** What follows the question mark, percent-encoded as sent; empty if there is none. */
    public String rawQuery() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** The header's first value, or null. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The bytes that are signed: the body as received, of an upload its description. Not a copy. */
    public byte[] body() {
        return body;
    }

    /** The file that came along, or null. */
    public @Nullable Upload upload() {
        return upload;
    }
}
