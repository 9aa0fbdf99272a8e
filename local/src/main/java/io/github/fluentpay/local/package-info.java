/**
 * LocalPay: a WeChat Pay platform on your machine, to test against. The packages below this one are its inside and not
 * for users.
 *
 * <p>Entry type: {@link io.github.fluentpay.local.LocalPay}.
 */
@NullMarked
package io.github.fluentpay.local;

import org.jspecify.annotations.NullMarked;
