package io.github.fluentpay.client;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line an attempt at debug: no value of a path, a query, a header or a body is in it. */
final class CallLog implements ExchangeListener {

    private static final Logger LOG = LoggerFactory.getLogger(WechatPayClient.class);

    static final CallLog INSTANCE = new CallLog();

    private CallLog() {}

    @Override
    public void replied(Subject call, Result result) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        long millis = result.timings().total().toMillis();
        if (result.failure() == null) {
            LOG.debug(
                    "{} {} in {} ms, Request-ID {}, {}",
                    call.endpoint(),
                    result.status(),
                    millis,
                    result.requestId(),
                    result.signedBy() == null ? "unsigned" : "signed by " + result.signedBy());
        } else {
            LOG.debug(
                    "failed after {} ms: {}",
                    millis,
                    Objects.requireNonNull(result.failure()).getMessage());
        }
    }
}
