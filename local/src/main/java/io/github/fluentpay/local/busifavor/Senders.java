package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;

/** Merchants that may send a stock's coupons besides its creator and its owner (发放方), in the database. */
final class Senders {

    private Senders() {}

    static void add(Transaction transaction, String stockId, String mchid) {
        transaction.update(
                "INSERT INTO busifavor_senders (stock_id, mchid) VALUES (?, ?) ON CONFLICT (stock_id, mchid) DO NOTHING",
                stockId,
                mchid);
    }

    static boolean includes(Transaction transaction, String stockId, String mchid) {
        return 0
                < transaction.count(
                        "SELECT count(*) FROM busifavor_senders WHERE stock_id = ? AND mchid = ?", stockId, mchid);
    }
}
