package io.github.fluentpay.local.exchange;

/** The error codes LocalPay answers with, and the HTTP status of each; the platform's page "error codes" (错误码). */
public enum ErrorCode {
    /** A field is missing, malformed or out of range. */
    PARAM_ERROR(400, 268435461),
    /** The request contradicts a rule or the state of things. */
    INVALID_REQUEST(400, 0),
    /** There is no merchant of that number. */
    MCH_NOT_EXISTS(400, 0),
    /** The number was used before, or the coupon was. */
    RESOURCE_ALREADY_EXISTS(400, 0),
    /** The order is paid. */
    ORDERPAID(400, 0),
    /** The order is closed, by the merchant or by time. */
    ORDER_CLOSED(400, 0),
    /** The order is too old to be refunded. */
    TRADE_OVERDUE(400, 0),
    /** There is no bill of that day. */
    NO_STATEMENT_EXIST(400, 0),
    /** The bill of that day is not there yet. */
    STATEMENT_CREATING(400, 0),
    /** The signature, or what belongs to it, is wrong. */
    SIGN_ERROR(401, 268443699),
    /** The caller may not touch this. */
    NO_AUTH(403, 0),
    /** The number of an order was used before, for another one. */
    OUT_TRADE_NO_USED(403, 0),
    /** There is no such order. */
    ORDER_NOT_EXIST(404, 0),
    /** There is no such thing, or no such path. */
    RESOURCE_NOT_EXISTS(404, 0),
    /** The path is known, the method is not; LocalPay's own code. */
    METHOD_NOT_ALLOWED(405, 0),
    /** The request did not come in time; LocalPay's own code. */
    REQUEST_TIMEOUT(408, 0),
    /** The body is larger than 1 MiB; LocalPay's own code. */
    REQUEST_TOO_LARGE(413, 0),
    /** Too many requests; the platform writes RATE_LIMITED and FREQUENCY_LIMITED here and there. */
    RATELIMIT_EXCEEDED(429, 270924289),
    /** The header fields are too large; LocalPay's own code. */
    HEADERS_TOO_LARGE(431, 0),
    /** LocalPay is at fault. */
    SYSTEM_ERROR(500, 0),
    /** LocalPay is shutting down; LocalPay's own code. */
    SERVICE_UNAVAILABLE(503, 0);

    private final int status;
    private final int internalNumber;

    ErrorCode(int status, int internalNumber) {
        this.status = status;
        this.internalNumber = internalNumber;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The number at the end of {@code Request-ID}; 0 where the platform's is not published. */
    public int internalNumber() {
        return internalNumber;
    }
}
