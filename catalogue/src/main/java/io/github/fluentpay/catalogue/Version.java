package io.github.fluentpay.catalogue;

/** The two protocols of the platform. */
public enum Version {
    /** APIv2: XML, signed with a shared key. */
    V2,
    /** APIv3: JSON, signed with RSA. */
    V3
}
