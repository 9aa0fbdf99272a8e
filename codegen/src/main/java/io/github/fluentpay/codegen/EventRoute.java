package io.github.fluentpay.codegen;

import org.jspecify.annotations.Nullable;

/**
 * What is sent with a notification of a kind.
 *
 * @param originalType null for any that has no route of its own
 */
record EventRoute(String eventType, @Nullable String originalType) {}
