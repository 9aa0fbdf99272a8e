package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;

/**
 * A product coupon (商品券): what is given, whichever stock it is sent from.
 *
 * @param mchid the partner that made it
 * @param definition the request that made it, without its stock, and what was noted since
 */
record Product(String id, String mchid, String brandId, ProductState state, JsonObject definition) {

    /** As merchants see it. */
    JsonObject view() {
        return definition
                .with("product_coupon_id", id)
                .with("brand_id", brandId)
                .with("state", state.name());
    }
}
