/** {@code v3/shop}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v3.shop;

import org.jspecify.annotations.NullMarked;
