/** {@code v3/pact}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v3.pact;

import org.jspecify.annotations.NullMarked;
