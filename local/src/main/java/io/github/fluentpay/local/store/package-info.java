/**
 * One SQL database, in memory or in a file, and the little that is needed to talk to it. Internal to LocalPay: not for
 * users. Entry type: {@link io.github.fluentpay.local.store.Database}.
 */
@NullMarked
package io.github.fluentpay.local.store;

import org.jspecify.annotations.NullMarked;
