package io.github.fluentpay.local.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A request whose signature holds, taken apart for an endpoint.
 *
 * @param mchid who calls
 * @param path the path's variables
 * @param query the query's parameters
 * @param body the body's fields; none if there was no body
 * @param platformSerial the key of the platform that {@code Wechatpay-Serial} names: what is sealed was sealed for it
 */
public record Call(
        String mchid,
        Fields path,
        Fields query,
        Fields body,
        @Nullable String platformSerial) {}
