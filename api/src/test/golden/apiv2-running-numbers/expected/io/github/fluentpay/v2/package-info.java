/** {@code v2}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v2;

import org.jspecify.annotations.NullMarked;
