package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/items/{item_id}/delete}: 删除.
 *
 * <p>删除, {@code DELETE}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().items().itemId("ITEM_ID").delete_()
 *         .delete();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopItemsDelete extends Step<ShopItemsDelete> {
    /** For the step above. */
    public ShopItemsDelete(Trail trail) {
        super(trail, "v3/shop/items/{item_id}/delete");
    }

    /**
     * 删除. {@code DELETE v3/shop/items/{item_id}/delete}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply delete() {
        return chain().delete();
    }

    /** 删除. {@code DELETE v3/shop/items/{item_id}/delete}. */
    public CompletableFuture<Reply> deleteAsync() {
        return chain().deleteAsync();
    }

    @Override
    protected ShopItemsDelete on(Trail trail) {
        return new ShopItemsDelete(trail);
    }
}
