/**
 * Faults on demand: what LocalPay can be told to do wrong, when, and how often.
 *
 * <p>Entry types: {@link io.github.fluentpay.local.fault.Fault} and
 * {@link io.github.fluentpay.local.fault.FaultRule}.
 */
@NullMarked
package io.github.fluentpay.local.fault;

import org.jspecify.annotations.NullMarked;
