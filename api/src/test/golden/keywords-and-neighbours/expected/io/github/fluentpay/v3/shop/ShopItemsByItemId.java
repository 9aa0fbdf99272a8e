package io.github.fluentpay.v3.shop;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/shop/items/{item_id}}. */
@Generated("io.github.fluentpay.codegen")
public final class ShopItemsByItemId extends Step<ShopItemsByItemId> {
    /** For the step above. */
    public ShopItemsByItemId(Trail trail) {
        super(trail, "v3/shop/items/{item_id}");
    }

    /** {@code v3/shop/items/{item_id}/delete}. */
    public ShopItemsDelete delete_() {
        return new ShopItemsDelete(trail());
    }

    /** {@code v3/shop/items/{item_id}/return}. */
    public ShopItemsReturn return_() {
        return new ShopItemsReturn(trail());
    }

    @Override
    protected ShopItemsByItemId on(Trail trail) {
        return new ShopItemsByItemId(trail);
    }
}
