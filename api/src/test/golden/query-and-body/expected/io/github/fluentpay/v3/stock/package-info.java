/** {@code v3/stock}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v3.stock;

import org.jspecify.annotations.NullMarked;
