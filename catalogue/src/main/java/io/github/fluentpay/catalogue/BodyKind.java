package io.github.fluentpay.catalogue;

/** What a request's body is. */
public enum BodyKind {
    /** One JSON object. */
    JSON,
    /** One flat XML element, as in APIv2. */
    XML,
    /** A file with its description. */
    MULTIPART,
    /** No body. */
    NONE
}
