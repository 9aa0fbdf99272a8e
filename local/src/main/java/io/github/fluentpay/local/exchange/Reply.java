package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** A status and a JSON text. Immutable. */
public final class Reply {

    private final int status;
    private final String code;
    private final int internalNumber;
    private final byte[] body;
    private final boolean bringsCertificate;

    private Reply(int status, String code, int internalNumber, byte[] body, boolean bringsCertificate) {
        this.status = status;
        this.code = code;
        this.internalNumber = internalNumber;
        this.body = body;
        this.bringsCertificate = bringsCertificate;
    }

    /** Status 200 and that object. */
    public static Reply ok(JsonObject body) {
        return new Reply(200, "OK", 0, body.toBytes(), false);
    }

    /** Status 200 and a JSON text that was made before, byte for byte. */
    public static Reply okText(String json) {
        return new Reply(200, "OK", 0, json.getBytes(StandardCharsets.UTF_8), false);
    }

    /** The platform's error shape: code, message, and detail if there is one. */
    public static Reply refusing(RefusedException refused) {
        JsonObject body = JsonObject.builder()
                .put("code", refused.code().name())
                .put("message", refused.getMessage())
                .putIfPresent("detail", refused.detail().isEmpty() ? null : refused.detail())
                .build();
        ErrorCode code = refused.code();
        return new Reply(code.status(), code.name(), code.internalNumber(), body.toBytes(), false);
    }

    /** This reply, known to bring the platform certificate along: it is signed with it, unless another key is asked for. */
    public Reply bringingCertificate() {
        return new Reply(status, code, internalNumber, body, true);
    }

    /** Whether it brings the platform certificate along. */
    public boolean bringsCertificate() {
        return bringsCertificate;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code, or {@code OK}; for the log. */
    public String code() {
        return code;
    }

    /** The number at the end of {@code Request-ID}. */
    public int internalNumber() {
        return internalNumber;
    }

    /** The JSON text in UTF-8; a copy. */
    public byte[] body() {
        return body.clone();
    }
}
