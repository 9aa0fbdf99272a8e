/**
 * Small programs, each with a {@code main}, that show one thing against a LocalPay of their own. The build runs them all and
 * compares what they print with {@code src/test/resources/expected}.
 */
@NullMarked
package io.github.fluentpay.examples;

import org.jspecify.annotations.NullMarked;
