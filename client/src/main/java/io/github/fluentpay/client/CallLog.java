package io.github.fluentpay.client;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a call at debug: no value of a path, a query, a header or a body is in it. */
final class CallLog {

    private static final Logger LOG = LoggerFactory.getLogger(WechatPayClient.class);

    private final Call call;
    private final long started = System.nanoTime();

    private CallLog(Call call) {
        this.call = call;
    }

    static CallLog start(Call call) {
        return new CallLog(call);
    }

    void replied(Reply reply) {
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} in {} ms, Request-ID {}, {}",
                    call.endpoint(),
                    reply.status(),
                    millis(),
                    reply.requestId(),
                    reply.signedBy() == null ? "unsigned" : "signed by " + reply.signedBy());
        }
    }

    void failed(Throwable failure) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("failed after {} ms: {}", millis(), failure.getMessage());
        }
    }

    void failover(BaseUrl from, BaseUrl to) {
        LOG.warn("{}: no connection to {}, trying {}", call.endpoint(), from.origin(), to.origin());
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
