/**
 * WeChat Pay for the JVM.
 *
 * <p>Start at {@link io.github.fluentpay.FluentPay}.
 */
@NullMarked
package io.github.fluentpay;

import org.jspecify.annotations.NullMarked;
