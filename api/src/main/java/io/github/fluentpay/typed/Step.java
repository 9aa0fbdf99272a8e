package io.github.fluentpay.typed;

import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step of the typed chain (纯链式), an immutable value: keep it, share it between threads, branch it. Nothing is sent
 * before a verb.
 *
 * <p>Synchronous verbs block until the reply is verified, and end in a view of it or in one of the four kinds of
 * {@link io.github.fluentpay.protocol.WechatPayException}; asynchronous ones fail with the same exceptions, unwrapped, and
 * cancelling their future ends the exchange. A request that lacks a required field, or has a value that is too long or not
 * allowed, is an {@link IllegalArgumentException} before anything is sent. All else is as {@link Chain} says, which every
 * verb ends in.
 *
 * @param <S> the step itself
 */
public abstract class Step<S extends Step<S>> {

    private final Trail trail;
    private final String path;

    /** For generated code. */
    protected Step(Trail trail, String path) {
        this.trail = trail;
        this.path = path;
    }

    /** For generated code: the same step on another trail. */
    protected abstract S on(Trail other);

    /** For generated code: what was gathered so far. */
    protected final Trail trail() {
        return trail;
    }

    /** This step without its types: to send what the catalogue does not know. */
    public final Chain chain() {
        return trail.chain(path);
    }

    /** One segment further than the catalogue knows, untyped; see {@link Chain#at}. */
    public final Chain at(String segment) {
        return chain().at(segment);
    }

    /** Sets a request header for the calls from here on; see {@link Chain#header}. */
    public final S header(String name, String value) {
        return checked(trail.withHeader(name, value));
    }

    /** How long a call from here on may take in all; see {@link Chain#timeout}. */
    public final S timeout(Duration timeout) {
        return checked(trail.withTimeout(timeout));
    }

    /** How often a call from here on may be made again; see {@link Chain#retry}. */
    public final S retry(RetryPolicy retry) {
        return checked(trail.withRetry(retry));
    }

    /** What the chain refuses is refused here, and not only at the verb. */
    private S checked(Trail other) {
        other.chain(path);
        return on(other);
    }

    /** For generated code: the chain with a query on it. */
    protected final Chain asked(JsonView query) {
        return asked(query, List.of());
    }

    /** For generated code: the chain with a query on it, of which some fields are sealed at the verb. */
    protected final Chain asked(JsonView query, List<String> sensitive) {
        Chain chain = chain();
        for (Map.Entry<String, JsonValue> field : query.json().fields().entrySet()) {
            chain = sensitive.contains("/" + field.getKey())
                    ? chain.queryEncrypting(field.getKey(), Plain.text(field.getValue()))
                    : chain.query(field.getKey(), Plain.value(field.getValue()));
        }
        return chain;
    }

    /**
     * For generated code: the chain with a header that its endpoint requires.
     *
     * @throws IllegalArgumentException if the value is null or blank
     */
    protected static Chain headed(Chain chain, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The header " + name + " of " + chain + " is required, and is "
                    + (value == null ? "null" : "blank") + "; nothing was sent");
        }
        return chain.header(name, value);
    }

    /** For generated code: the future of a view; cancelling it cancels the exchange. */
    protected static <V> CompletableFuture<V> then(CompletableFuture<Reply> exchange, Function<Reply, V> view) {
        CompletableFuture<V> result = new CompletableFuture<>();
        // However the caller's future ends, by a time-out too, the exchange ends with it.
        result.whenComplete((viewed, failure) -> exchange.cancel(true));
        exchange.whenComplete((reply, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
                return;
            }
            try {
                result.complete(view.apply(reply));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The path up to here; no value is in it. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + path + "]";
    }
}
