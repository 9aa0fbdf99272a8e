/**
 * One exchange without its transport: request, reply, the platform's error shape, routes, and the checks of fields.
 * Internal to LocalPay: not for users. Entry type: {@link io.github.fluentpay.local.exchange.Router}.
 */
@NullMarked
package io.github.fluentpay.local.exchange;

import org.jspecify.annotations.NullMarked;
