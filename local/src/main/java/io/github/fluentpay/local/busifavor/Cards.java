package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;
import java.util.Optional;

/** Consumption cards (消费卡) and the merchants that send them, in the database. */
final class Cards {

    private Cards() {}

    static void put(Transaction transaction, String cardId, String mchid) {
        transaction.update("""
                INSERT INTO busifavor_cards (card_id, mchid) VALUES (?, ?)
                ON CONFLICT (card_id) DO UPDATE SET mchid = excluded.mchid
                """, cardId, mchid);
    }

    static Optional<String> owner(Transaction transaction, String cardId) {
        return transaction.first(
                "SELECT mchid FROM busifavor_cards WHERE card_id = ?", row -> row.getString(1), cardId);
    }
}
