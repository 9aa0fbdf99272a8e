/** Paths of endpoints, as text. */
@NullMarked
package io.github.fluentpay.path;

import org.jspecify.annotations.NullMarked;
