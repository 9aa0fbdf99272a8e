package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Transaction;

/** Finds what a request names, or refuses. */
final class Found {

    private Found() {}

    /** The product coupon; 404 if the brand has none, 403 if another partner made it. */
    static Product product(Transaction transaction, String mchid, String brandId, String productCouponId) {
        Product product = ProductStore.find(transaction, productCouponId)
                .filter(found -> found.brandId().equals(brandId))
                .orElseThrow(() -> missing("This brand has no product coupon with this product_coupon_id"));
        if (!product.mchid().equals(mchid)) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH, "Another merchant than " + mchid + " created this product coupon");
        }
        return product;
    }

    /** The stock; 404 if the product coupon has none. */
    static Stock stock(Transaction transaction, Product product, String stockId) {
        return StockStore.find(transaction, stockId)
                .filter(found -> found.productCouponId().equals(product.id()))
                .orElseThrow(() -> missing("This product coupon has no stock with this stock_id"));
    }

    /** The user's coupon; 404 if the stock gave that user none under that appid. */
    static UserCoupon coupon(Transaction transaction, Stock stock, CouponName name) {
        return UserCouponStore.find(transaction, stock.id(), name.code())
                .filter(found ->
                        found.openid().equals(name.openid()) && found.appid().equals(name.appid()))
                .orElseThrow(
                        () -> missing("This user has no coupon with this coupon_code of this stock under this appid"));
    }

    static RefusedException missing(String message) {
        return new RefusedException(ErrorCode.RESOURCE_NOT_EXISTS, message);
    }

    static RefusedException invalid(String message) {
        return new RefusedException(ErrorCode.INVALID_REQUEST, message);
    }
}
