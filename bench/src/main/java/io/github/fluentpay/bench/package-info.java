/** Programs that measure; no test runs them. */
@NullMarked
package io.github.fluentpay.bench;

import org.jspecify.annotations.NullMarked;
