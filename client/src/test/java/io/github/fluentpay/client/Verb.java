package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The two ways to make a call, so that one body of assertions runs against both. */
enum Verb {
    SYNC,
    ASYNC;

    private static final String BODY = "{\"coupon_code\":\"sxxe34343434\"}";

    Reply get(Chain chain) {
        return this == SYNC ? chain.get() : result(chain.getAsync());
    }

    Reply post(Chain chain) {
        return this == SYNC ? chain.post(BODY) : result(chain.postAsync(BODY));
    }

    Reply post(Chain chain, JsonObject body) {
        return this == SYNC ? chain.post(body) : result(chain.postAsync(body));
    }

    Reply post(Chain chain, Multipart upload) {
        return this == SYNC ? chain.post(upload) : result(chain.postAsync(upload));
    }

    /** The result, or the very exception the future failed with. */
    static Reply result(CompletableFuture<Reply> future) {
        try {
            return future.get(90, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception && !(exception instanceof CompletionException)) {
                throw exception;
            }
            throw new AssertionError("The future failed with a wrapped exception", e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
