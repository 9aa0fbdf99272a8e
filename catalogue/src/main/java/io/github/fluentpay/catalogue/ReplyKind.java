package io.github.fluentpay.catalogue;

/** What a successful reply's body is. */
public enum ReplyKind {
    /** One JSON object. */
    JSON,
    /** One flat XML element, as in APIv2. */
    XML,
    /** No body: HTTP 204, or 202. */
    EMPTY,
    /** Lines of a bill. */
    CSV,
    /** A file. */
    BINARY,
    /** A page for a person's browser; nothing to call. */
    REDIRECT
}
