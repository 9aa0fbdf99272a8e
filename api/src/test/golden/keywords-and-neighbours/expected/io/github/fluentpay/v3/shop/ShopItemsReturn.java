package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/items/{item_id}/return}: 退货.
 *
 * <p>退货, {@code POST}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().items().itemId("ITEM_ID").return_()
 *         .post();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopItemsReturn extends Step<ShopItemsReturn> {
    /** For the step above. */
    public ShopItemsReturn(Trail trail) {
        super(trail, "v3/shop/items/{item_id}/return");
    }

    /**
     * 退货. {@code POST v3/shop/items/{item_id}/return}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply post() {
        return chain().post();
    }

    /** 退货. {@code POST v3/shop/items/{item_id}/return}. */
    public CompletableFuture<Reply> postAsync() {
        return chain().postAsync();
    }

    @Override
    protected ShopItemsReturn on(Trail trail) {
        return new ShopItemsReturn(trail);
    }
}
