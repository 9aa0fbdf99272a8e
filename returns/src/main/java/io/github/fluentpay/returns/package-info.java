/**
 * Coupon returns (申请退券) that survive anything: a row in your database before anything is sent, workers that settle
 * every row, and a platform that is asked again with the same number whenever an outcome is not known. Begin with
 * {@link io.github.fluentpay.returns.ReturnDesk}.
 */
@NullMarked
package io.github.fluentpay.returns;

import org.jspecify.annotations.NullMarked;
