/**
 * What LocalPay was asked and what it answered.
 *
 * <p>Entry type: {@link io.github.fluentpay.local.journal.Journal}.
 */
@NullMarked
package io.github.fluentpay.local.journal;

import org.jspecify.annotations.NullMarked;
