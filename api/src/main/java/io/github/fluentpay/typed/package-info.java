/**
 * What the generated chain stands on: steps, views and their builders, shapes, open enumerations. Users meet these types
 * as the supertypes of generated ones; nothing here is meant to be extended by hand.
 */
@NullMarked
package io.github.fluentpay.typed;

import org.jspecify.annotations.NullMarked;
