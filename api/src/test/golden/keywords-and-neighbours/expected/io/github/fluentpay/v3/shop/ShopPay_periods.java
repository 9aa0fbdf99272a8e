package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/pay_periods}: 旧.
 *
 * <p>旧, {@code GET}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().pay_periods()
 *         .get();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopPay_periods extends Step<ShopPay_periods> {
    /** For the step above. */
    public ShopPay_periods(Trail trail) {
        super(trail, "v3/shop/pay_periods");
    }

    /**
     * 旧. {@code GET v3/shop/pay_periods}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply get() {
        return chain().get();
    }

    /** 旧. {@code GET v3/shop/pay_periods}. */
    public CompletableFuture<Reply> getAsync() {
        return chain().getAsync();
    }

    @Override
    protected ShopPay_periods on(Trail trail) {
        return new ShopPay_periods(trail);
    }
}
