/**
 * Tells which credential or setting of a merchant is wrong, why, and the cure.
 *
 * <p>Start at {@link io.github.fluentpay.doctor.Doctor}.
 */
@NullMarked
package io.github.fluentpay.doctor;

import org.jspecify.annotations.NullMarked;
