/** {@code v3/order}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v3.order;

import org.jspecify.annotations.NullMarked;
