/**
 * Calls to WeChat Pay: the chain that spells them and the exchange that makes them.
 *
 * <p>Start at {@link io.github.fluentpay.client.WechatPayClient}.
 */
@NullMarked
package io.github.fluentpay.client;

import org.jspecify.annotations.NullMarked;
