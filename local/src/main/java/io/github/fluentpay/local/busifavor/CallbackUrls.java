package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/** Where merchants want to be told that users got coupons, in the database. */
final class CallbackUrls {

    private CallbackUrls() {}

    /** Sets it; the last one counts. */
    static void put(Transaction transaction, String mchid, String url, Instant now) {
        transaction.update("""
                INSERT INTO busifavor_callbacks (mchid, notify_url, updated_at) VALUES (?, ?, ?)
                ON CONFLICT (mchid) DO UPDATE SET notify_url = excluded.notify_url, updated_at = excluded.updated_at
                """, mchid, url, now.getEpochSecond());
    }

    static Optional<String> find(Transaction transaction, String mchid) {
        return transaction.first(
                "SELECT notify_url FROM busifavor_callbacks WHERE mchid = ?", row -> row.getString(1), mchid);
    }
}
