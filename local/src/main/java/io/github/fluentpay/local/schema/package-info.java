/**
 * All documented operations that nothing else answers: the request is checked against the catalogue, and the reply made up
 * from it. Internal to LocalPay: not for users. Entry type: {@link io.github.fluentpay.local.schema.Schema}.
 */
@NullMarked
package io.github.fluentpay.local.schema;

import org.jspecify.annotations.NullMarked;
