/**
 * JSON as a value: an immutable, ordered tree that keeps what it does not know.
 *
 * <p>Start at {@link io.github.fluentpay.json.JsonObject}. Numbers keep their text, so {@code 1.10} and
 * {@code 2200000000} survive a round trip; what is marked secret is written to the wire and masked in
 * {@code toString}.
 */
@NullMarked
package io.github.fluentpay.json;

import org.jspecify.annotations.NullMarked;
