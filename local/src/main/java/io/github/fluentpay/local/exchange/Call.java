package io.github.fluentpay.local.exchange;

import io.github.fluentpay.protocol.SignatureHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature holds, taken apart for an endpoint.
 *
 * @param mchid who calls
 * @param path the path's variables
 * @param query the query's parameters
 * @param body the body's fields, or those of an upload's description; none if there was no body
 * @param request all of it
 */
public record Call(String mchid, Fields path, Fields query, Fields body, Request request) {

    /** Every value that the query gives a parameter, in their order; {@link #query()} has the first alone. */
    public List<String> queryValues(String name) {
        return QueryText.values(request.rawQuery(), name);
    }

    /** The key of the platform that {@code Wechatpay-Serial} names: what is sealed was sealed for it. */
    public @Nullable String platformSerial() {
        return request.header(SignatureHeaders.SERIAL);
    }
}
