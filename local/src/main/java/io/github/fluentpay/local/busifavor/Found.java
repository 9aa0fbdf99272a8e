package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Transaction;

/** Finds what a request names, or refuses as the platform's pages say. */
final class Found {

    private Found() {}

    /** The stock; 404 if there is none, 403 if the merchant neither made nor owns it. */
    static Stock stock(Transaction transaction, String mchid, String stockId) {
        Stock stock = StockStore.find(transaction, stockId)
                .orElseThrow(() -> missing("There is no stock with this stock_id"));
        requireConcerns(stock, mchid);
        return stock;
    }

    /** The coupon; 404 and 403 as {@link #stock}, and 404 for a coupon that the user deleted. */
    static Coupon coupon(Transaction transaction, String mchid, String stockId, String code) {
        Stock stock = StockStore.find(transaction, stockId)
                .orElseThrow(() -> missing("There is no stock with this stock_id"));
        Coupon coupon = CouponStore.find(transaction, stockId, code)
                .orElseThrow(() -> missing("There is no coupon with this coupon_code in this stock"));
        requireConcerns(stock, mchid);
        return notDeleted(coupon);
    }

    static Coupon notDeleted(Coupon coupon) {
        if (coupon.stored() == CouponState.DELETED) {
            throw missing("The user has deleted this coupon");
        }
        return coupon;
    }

    static void requireConcerns(Stock stock, String mchid) {
        if (!stock.concerns(mchid)) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH,
                    "Merchant " + mchid + " neither created this stock nor owns it, and may not touch its coupons");
        }
    }

    static RefusedException missing(String message) {
        return new RefusedException(ErrorCode.RESOURCE_NOT_EXISTS, message);
    }
}
