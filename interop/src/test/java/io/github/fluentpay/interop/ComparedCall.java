package io.github.fluentpay.interop;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.typed.Step;
import java.util.function.Function;

/**
 * One call in two SDKs.
 *
 * @param operation as in the catalogue
 * @param service wechatpay-java's, below its package of services
 * @param method of that service
 * @param step ours, with {@link #VALUE} for every variable of the path
 */
record ComparedCall(String operation, String service, String method, Function<FluentPay, Step<?>> step) {

    static final String VALUE = "oA-b_C1";

    @Override
    public String toString() {
        return operation;
    }
}
