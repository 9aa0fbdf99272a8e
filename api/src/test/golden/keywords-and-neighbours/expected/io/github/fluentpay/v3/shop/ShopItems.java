package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/items/}: 列出商品.
 *
 * <p>列出商品, {@code GET}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().items()
 *         .get();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopItems extends Step<ShopItems> {
    /** For the step above. */
    public ShopItems(Trail trail) {
        super(trail, "v3/shop/items/");
    }

    /**
     * {@code v3/shop/items/{item_id}}.
     *
     * @param itemId sent as it is, percent-encoded
     */
    public ShopItemsByItemId itemId(String itemId) {
        return new ShopItemsByItemId(trail().with("item_id", itemId));
    }

    /**
     * 列出商品. {@code GET v3/shop/items/}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply get() {
        return chain().get();
    }

    /** 列出商品. {@code GET v3/shop/items/}. */
    public CompletableFuture<Reply> getAsync() {
        return chain().getAsync();
    }

    @Override
    protected ShopItems on(Trail trail) {
        return new ShopItems(trail);
    }
}
