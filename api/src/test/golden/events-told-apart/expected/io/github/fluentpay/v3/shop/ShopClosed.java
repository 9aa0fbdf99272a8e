package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/closed}: 打烊.
 *
 * <p>打烊, {@code GET}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().closed()
 *         .get();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopClosed extends Step<ShopClosed> {
    /** For the step above. */
    public ShopClosed(Trail trail) {
        super(trail, "v3/shop/closed");
    }

    /**
     * 打烊. {@code GET v3/shop/closed}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply get() {
        return chain().get();
    }

    /** 打烊. {@code GET v3/shop/closed}. */
    public CompletableFuture<Reply> getAsync() {
        return chain().getAsync();
    }

    @Override
    protected ShopClosed on(Trail trail) {
        return new ShopClosed(trail);
    }
}
