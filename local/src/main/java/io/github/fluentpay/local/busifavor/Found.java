package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;

/** Finds what a request names, or refuses as the platform's pages say. */
final class Found {

    private Found() {}

    /** The stock; 404 if there is none. */
    static Stock anyStock(Transaction transaction, String stockId) {
        return StockStore.find(transaction, stockId).orElseThrow(() -> missing("There is no stock with this stock_id"));
    }

    /** The stock; 404 if there is none, 403 if the merchant neither made nor owns it. */
    static Stock stock(Transaction transaction, String mchid, String stockId) {
        Stock stock = anyStock(transaction, stockId);
        requireConcerns(stock, mchid);
        return stock;
    }

    /** The stock to be changed; 404 if there is none, 403 if the merchant did not make it. */
    static Stock createdStock(Transaction transaction, String mchid, String stockId) {
        Stock stock = anyStock(transaction, stockId);
        if (!stock.creator().equals(mchid)) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH,
                    "Merchant " + mchid + " did not create this stock; only its creator may change it");
        }
        return stock;
    }

    /** The stock whose coupons are to be sent; 404 if there is none, 403 if the merchant may not send them. */
    static Stock sendableStock(Transaction transaction, String mchid, String stockId) {
        Stock stock = anyStock(transaction, stockId);
        if (!stock.concerns(mchid) && !Senders.includes(transaction, stockId, mchid)) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH,
                    "Merchant " + mchid + " may not send this stock's coupons: it neither created nor owns it, nor was"
                            + " allowed to");
        }
        return stock;
    }

    /** The coupon; 404 and 403 as {@link #stock}, and 404 for a coupon that the user deleted. */
    static Coupon coupon(Transaction transaction, String mchid, String stockId, String code) {
        Stock stock = anyStock(transaction, stockId);
        Coupon coupon = CouponStore.find(transaction, stockId, code)
                .orElseThrow(() -> missing("There is no coupon with this coupon_code in this stock"));
        requireConcerns(stock, mchid);
        return notDeleted(coupon);
    }

    /** The uploaded code; 404 if there is none. */
    static UploadedCode code(Transaction transaction, Stock stock, String code) {
        return CodeStore.find(transaction, stock.stockId(), code)
                .orElseThrow(() -> missing("There is no such code among those uploaded to this stock"));
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

    /** 400 once the stock's period is over. */
    static void requireOpen(Stock stock, Instant now) {
        if (now.isAfter(stock.period().end())) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, "The stock's available_end_time has passed");
        }
    }

    static RefusedException missing(String message) {
        return new RefusedException(ErrorCode.RESOURCE_NOT_EXISTS, message);
    }

    /** What a conditional update says that found another row than the one read in the same transaction. */
    static RefusedException changedMeanwhile() {
        return new RefusedException(ErrorCode.SYSTEM_ERROR, "It was changed by another request meanwhile; try again");
    }
}
