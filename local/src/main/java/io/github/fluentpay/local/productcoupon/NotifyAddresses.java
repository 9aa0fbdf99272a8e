package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.callback.NotifyUrlField;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code POST} and {@code GET …/notify-configs}: where a partner hears of product coupons; documentation pages "set the
 * address for events of product coupons" (设置商品券事件通知地址) and "query" it (获取商品券事件通知地址).
 */
final class NotifyAddresses {

    private final Database database;
    private final Clock clock;

    NotifyAddresses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply set(Call call) {
        String url = NotifyUrlField.ofCoupons(call.body(), 1);
        Instant now = clock.instant();
        return database.transaction(transaction -> {
            transaction.update("""
                    INSERT INTO product_coupon_addresses (mchid, notify_url, updated_at) VALUES (?, ?, ?)
                    ON CONFLICT (mchid) DO UPDATE
                    SET notify_url = excluded.notify_url, updated_at = excluded.updated_at
                    """, call.mchid(), url, now.getEpochSecond());
            return Reply.ok(view(url, now.getEpochSecond()));
        });
    }

    Reply get(Call call) {
        return database.transaction(transaction -> transaction
                .first(
                        "SELECT notify_url, updated_at FROM product_coupon_addresses WHERE mchid = ?",
                        row -> Reply.ok(view(row.getString(1), row.getLong(2))),
                        call.mchid())
                .orElseThrow(() -> Found.missing("This merchant has not set a notify_url for product coupons")));
    }

    /** Where that partner hears of its product coupons. */
    static Optional<String> of(Transaction transaction, String mchid) {
        return transaction.first(
                "SELECT notify_url FROM product_coupon_addresses WHERE mchid = ?", row -> row.getString(1), mchid);
    }

    private static JsonObject view(String url, long updatedAt) {
        return JsonObject.of("notify_url", url, "update_time", BeijingTime.format(updatedAt));
    }
}
