/**
 * LocalPay: a WeChat Pay platform on your machine, to test against. Of the packages below
 * this one {@code fault} and {@code journal} are for users; the others are its inside.
 *
 * <p>Entry type: {@link io.github.fluentpay.local.LocalPay}.
 */
@NullMarked
package io.github.fluentpay.local;

import org.jspecify.annotations.NullMarked;
