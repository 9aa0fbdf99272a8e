package io.github.fluentpay.catalogue;

/** HTTP methods the platform's endpoints have. */
public enum Verb {
    /** Reads; may be repeated. */
    GET,
    /** Creates or acts. */
    POST,
    /** Replaces. */
    PUT,
    /** Changes in part. */
    PATCH,
    /** Removes. */
    DELETE
}
