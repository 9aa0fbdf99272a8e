/** {@code v3/people}. Generated from the catalogue. */
@NullMarked
package io.github.fluentpay.v3.people;

import org.jspecify.annotations.NullMarked;
