package io.github.fluentpay.local.fault;

/** When, in an exchange, a fault strikes. */
public enum Moment {
    /** Before the request took effect: nothing has happened, and a repeat is the first one. */
    BEFORE_EFFECT,
    /** After its effect was committed, and before the first byte of the reply: the caller cannot know. */
    AFTER_EFFECT
}
