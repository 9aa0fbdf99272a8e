package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The platform's answer to a call, of any 2xx status, verified if it is signed. Immutable, safe for many threads. */
public final class Reply {

    private final TransportReply received;
    private final @Nullable JsonObject json;
    private final @Nullable String signedBy;

    Reply(TransportReply received, @Nullable JsonObject json, @Nullable String signedBy) {
        this.received = received;
        this.json = json;
        this.signedBy = signedBy;
    }

    /** HTTP status: 200 done, 204 done without a body, 202 accepted and not finished: repeat the same call later. */
    public int status() {
        return received.status();
    }

    /**
     * All headers, as received; but those that describe a packed body, {@code Content-Encoding} and its
     * {@code Content-Length}, are left out when it was unpacked.
     */
    public Headers headers() {
        return received.headers();
    }

    /** The first value of a header, its name in any case; null if there is none. */
    public @Nullable String header(String name) {
        return received.headers().first(name);
    }

    /** The header {@code Request-ID}, which the platform's support asks for; null if there was none. */
    public @Nullable String requestId() {
        return header(ReplyReader.REQUEST_ID);
    }

    /**
     * The body as JSON; an empty object if there is no body, as with 204.
     *
     * @throws IllegalStateException if the body is something else, for example a file. The platform has acted all the same,
     *     so do not repeat the call: {@link #bytes()} and {@link #text()} have the body. The message says its status,
     *     content type and size, and none of it
     */
    public JsonObject json() {
        if (json == null) {
            throw new IllegalStateException("The reply, HTTP " + status() + " (Request-ID " + requestId()
                    + "), is not JSON but " + received.body().length + " bytes of " + header("Content-Type")
                    + ". The platform has answered, so do not repeat the call. Next: read bytes() of the reply");
        }
        return json;
    }

    /** The body as the platform sent it, unpacked if something on the way packed it; a new array at each call, empty if there is no body. */
    public byte[] bytes() {
        return received.body().clone();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(received.body(), StandardCharsets.UTF_8);
    }

    /**
     * The serial of the key whose signature was verified: {@code PUB_KEY_ID_…} or a certificate's serial number. Null
     * only for a reply that came unsigned from an endpoint that is known to leave its replies so, such as the download
     * of a bill: compare its hash then. See {@link EndpointFacts#replySigned()}.
     */
    public @Nullable String signedBy() {
        return signedBy;
    }

    /** Status and Request-ID; not the body, which may be secret. */
    @Override
    public String toString() {
        return "Reply[" + status() + ", Request-ID " + requestId() + "]";
    }
}
