package io.github.fluentpay.local.schema;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Endpoint;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.protocol.internal.Once;
import java.util.function.Supplier;

/** An endpoint whose operation is read at its first call: nobody calls all thousand. Safe for many threads. */
final class ReadOnUse implements Endpoint {

    private final Once<Endpoint> endpoint;

    ReadOnUse(Supplier<Endpoint> reading) {
        this.endpoint = new Once<>(reading);
    }

    @Override
    public boolean takesUploads() {
        return endpoint.get().takesUploads();
    }

    @Override
    public void refuseUndocumented(Call call) {
        endpoint.get().refuseUndocumented(call);
    }

    @Override
    public Reply answer(Call call) {
        return endpoint.get().answer(call);
    }
}
