package io.github.fluentpay.local.exchange;

/**
 * A request whose signature holds, taken apart for an endpoint.
 *
 * @param mchid who calls
 * @param path the path's variables
 * @param query the query's parameters
 * @param body the body's fields; none if there was no body
 */
public record Call(String mchid, Fields path, Fields query, Fields body) {}
