/** {@code v2/pay}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v2.pay;

import org.jspecify.annotations.NullMarked;
