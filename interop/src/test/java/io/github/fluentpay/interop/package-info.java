/**
 * Tests only: LocalPay and the client against the platform's own SDKs, against HTTP written and read by hand, against
 * callers in Kotlin and Groovy, and against each other.
 */
@NullMarked
package io.github.fluentpay.interop;

import org.jspecify.annotations.NullMarked;
