package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A status and a content, nearly always a JSON text. Immutable. */
public final class Reply {

    /** What an endpoint did, and what the signer must know of it. */
    private enum Kind {
        ANSWERED,
        ANSWERED_WITH_CERTIFICATE,
        REPEATED,
        REFUSED
    }

    private static final String OK = "OK";
    private static final String JSON = "application/json";

    private final Kind kind;
    private final int status;
    private final String code;
    private final int internalNumber;
    private final Content content;
    private final Map<String, String> headers;

    /**
     * The bytes, and what stands for them under a signature.
     *
     * @param signed null if the reply has no signature
     */
    @SuppressWarnings("ArrayRecordComponent") // replies are not compared
    private record Content(byte[] bytes, String type, byte @Nullable [] signed) {

        static Content of(byte[] json) {
            return new Content(json, JSON, json);
        }
    }

    private Reply(Kind kind, int status, String code, int internalNumber, byte[] json, Map<String, String> headers) {
        this(kind, status, code, internalNumber, Content.of(json), headers);
    }

    private Reply(
            Kind kind, int status, String code, int internalNumber, Content content, Map<String, String> headers) {
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.internalNumber = internalNumber;
        this.content = content;
        this.headers = headers;
    }

    /** Status 200 and that object: what was asked for is done. */
    public static Reply ok(JsonObject body) {
        return new Reply(Kind.ANSWERED, 200, OK, 0, body.toBytes(), Map.of());
    }

    /** That status of success and no body: what was asked for is done. */
    public static Reply empty(int status) {
        return new Reply(Kind.ANSWERED, status, OK, 0, new byte[0], Map.of());
    }

    /**
     * Status 200 and a file: what was asked for is done.
     *
     * @param type its media type
     * @param bytes now owned by this object
     */
    public static Reply file(String type, byte[] bytes) {
        return new Reply(Kind.ANSWERED, 200, OK, 0, new Content(bytes, type, bytes), Map.of());
    }

    /** Status 200 and that JSON text, for a request that had its effect before: it was not done again. */
    public static Reply repeating(String json) {
        return repeating(200, json);
    }

    /** The same with another status; the text is empty if there was no body. */
    public static Reply repeating(int status, String json) {
        return new Reply(Kind.REPEATED, status, OK, 0, json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Status 202 and an empty object: nothing is done. */
    public static Reply accepted() {
        return new Reply(Kind.REFUSED, 202, "ACCEPTED", 0, JsonObject.empty().toBytes(), Map.of());
    }

    /** The platform's error shape: code, message, and detail if there is one. */
    public static Reply refusing(RefusedException refused) {
        ErrorCode code = refused.code();
        return refusing(
                code.status(), code.name(), refused.internalNumber(), refused.getMessage(), refused.detail(), Map.of());
    }

    /** The same with any status and code, and headers of its own. */
    public static Reply refusing(int status, String code, String message, Map<String, String> headers) {
        return refusing(status, code, 0, message, JsonObject.empty(), headers);
    }

    private static Reply refusing(
            int status,
            String code,
            int internalNumber,
            String message,
            JsonObject detail,
            Map<String, String> headers) {
        JsonObject body = JsonObject.builder()
                .put("code", code)
                .put("message", message)
                .putIfPresent("detail", detail.isEmpty() ? null : detail)
                .build();
        return new Reply(Kind.REFUSED, status, code, internalNumber, body.toBytes(), Map.copyOf(headers));
    }

    /** This reply, known to bring platform certificates along: it is signed with one, unless another key is asked for. */
    public Reply bringingCertificate() {
        return new Reply(Kind.ANSWERED_WITH_CERTIFICATE, status, code, internalNumber, content, headers);
    }

    /** This reply, sent without a signature. */
    public Reply unsigned() {
        return new Reply(kind, status, code, internalNumber, new Content(content.bytes, content.type, null), headers);
    }

    /** This reply, whose signature is over another text than its content. */
    public Reply signedOver(byte[] text) {
        Content other = new Content(content.bytes, content.type, text.clone());
        return new Reply(kind, status, code, internalNumber, other, headers);
    }

    /** This reply with one header more. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(kind, status, code, internalNumber, content, Map.copyOf(more));
    }

    /** Whether it brings platform certificates along. */
    public boolean bringsCertificate() {
        return kind == Kind.ANSWERED_WITH_CERTIFICATE;
    }

    /** Whether it repeats an earlier one. */
    public boolean isRepeat() {
        return kind == Kind.REPEATED;
    }

    /** Whether nothing was done. */
    public boolean isRefusal() {
        return kind == Kind.REFUSED;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code, or {@code OK}; for log and journal. */
    public String code() {
        return code;
    }

    /** The number at the end of {@code Request-ID}. */
    public int internalNumber() {
        return internalNumber;
    }

    /** Headers besides those that every reply has; unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The content; a copy. */
    public byte[] body() {
        return content.bytes.clone();
    }

    /** Its media type. */
    public String contentType() {
        return content.type;
    }

    /** What the signature is over, usually the content; null if there shall be none. Not a copy. */
    public byte @Nullable [] signedText() {
        return content.signed;
    }
}
