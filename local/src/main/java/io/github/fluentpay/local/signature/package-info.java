/**
 * Checks what callers signed, says why a signature is wrong, and signs the replies. Internal to LocalPay: not for
 * users. Entry types: {@link io.github.fluentpay.local.signature.RequestCheck} and
 * {@link io.github.fluentpay.local.signature.ReplySigner}.
 */
@NullMarked
package io.github.fluentpay.local.signature;

import org.jspecify.annotations.NullMarked;
