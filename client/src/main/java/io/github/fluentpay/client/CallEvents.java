package io.github.fluentpay.client;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of one call, whatever they throw. */
final class CallEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeListener.class);

    private final List<ExchangeListener> listeners;
    private final ExchangeListener.Subject call;

    CallEvents(List<ExchangeListener> listeners, ExchangeListener.Subject call) {
        this.listeners = listeners;
        this.call = call;
    }

    void started() {
        tell(listener -> listener.started(call));
    }

    void attempted(int attempt, URI host) {
        tell(listener -> listener.attempted(call, attempt, host));
    }

    void replied(ExchangeListener.Result result) {
        tell(listener -> listener.replied(call, result));
    }

    void ended(ExchangeListener.Summary summary) {
        tell(listener -> listener.ended(call, summary));
    }

    private void tell(Consumer<ExchangeListener> what) {
        for (ExchangeListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed at {}", call.endpoint(), e);
            }
        }
    }
}
