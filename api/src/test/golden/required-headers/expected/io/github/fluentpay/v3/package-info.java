/** {@code v3}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v3;

import org.jspecify.annotations.NullMarked;
