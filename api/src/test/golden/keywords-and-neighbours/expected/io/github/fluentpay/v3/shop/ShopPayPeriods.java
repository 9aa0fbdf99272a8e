package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/pay-periods}: 新.
 *
 * <p>新, {@code GET}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().payPeriods()
 *         .get();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopPayPeriods extends Step<ShopPayPeriods> {
    /** For the step above. */
    public ShopPayPeriods(Trail trail) {
        super(trail, "v3/shop/pay-periods");
    }

    /**
     * 新. {@code GET v3/shop/pay-periods}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply get() {
        return chain().get();
    }

    /** 新. {@code GET v3/shop/pay-periods}. */
    public CompletableFuture<Reply> getAsync() {
        return chain().getAsync();
    }

    @Override
    protected ShopPayPeriods on(Trail trail) {
        return new ShopPayPeriods(trail);
    }
}
