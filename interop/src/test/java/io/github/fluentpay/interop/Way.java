package io.github.fluentpay.interop;

import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The two ways to make a call, so that one body of assertions runs against both. */
enum Way {
    SYNC,
    ASYNC;

    /** The reply, or the very exception that the call failed with. */
    Reply get(Chain chain) {
        if (this == SYNC) {
            return chain.get();
        }
        try {
            return chain.getAsync().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
