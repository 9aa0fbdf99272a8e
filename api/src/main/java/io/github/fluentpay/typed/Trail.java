package io.github.fluentpay.typed;

import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.WechatPayClient;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What a step of the chain has gathered: the client, the values of the path's variables, and settings for one call.
 * Immutable.
 */
public final class Trail {

    private final WechatPayClient pay;
    /** Does to a chain what was said on the way here, in that order. */
    private final UnaryOperator<Chain> said;

    private Trail(WechatPayClient pay, UnaryOperator<Chain> said) {
        this.pay = pay;
        this.said = said;
    }

    /** Where a chain begins. */
    public static Trail of(WechatPayClient pay) {
        return new Trail(pay, UnaryOperator.identity());
    }

    /**
     * One variable of the path further.
     *
     * @throws IllegalArgumentException if the value is null or blank
     */
    public Trail with(String variable, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "{" + variable + "} is " + (value == null ? "null" : "blank") + "; a path needs a value there");
        }
        return and(chain -> chain.path(variable, value));
    }

    Trail withHeader(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return and(chain -> chain.header(name, value));
    }

    Trail withTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return and(chain -> chain.timeout(timeout));
    }

    Trail withRetry(RetryPolicy retry) {
        Objects.requireNonNull(retry, "retry");
        return and(chain -> chain.retry(retry));
    }

    private Trail and(UnaryOperator<Chain> more) {
        return new Trail(pay, chain -> more.apply(said.apply(chain)));
    }

    Chain chain(String path) {
        return said.apply(pay.chain(path));
    }
}
