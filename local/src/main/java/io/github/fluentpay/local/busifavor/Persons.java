package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;

/** Which users are one natural person (自然人), in the database: nobody knows it unless told. */
final class Persons {

    private Persons() {}

    static void put(Transaction transaction, String openid, String person) {
        transaction.update("""
                INSERT INTO persons (openid, person) VALUES (?, ?)
                ON CONFLICT (openid) DO UPDATE SET person = excluded.person
                """, openid, person);
    }

    /** How many coupons of the stock the other users have who are the same person. */
    static long takenByOthers(Transaction transaction, String stockId, String openid) {
        return transaction.count("""
                SELECT coalesce(sum(q.taken), 0) FROM busifavor_quotas q
                WHERE q.stock_id = ? AND q.scope IN (
                  SELECT 'user ' || other.openid FROM persons me
                  JOIN persons other ON other.person = me.person AND other.openid <> me.openid
                  WHERE me.openid = ?)
                """, stockId, openid);
    }
}
