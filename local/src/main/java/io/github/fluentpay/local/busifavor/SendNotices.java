package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.callback.Callback;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.callback.RetrySchedule;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.store.Transaction;

/**
 * Tells a stock's creator that a user got a coupon; documentation page "event of a coupon sent" (领券事件回调通知). A creator
 * that has set no address is not told.
 */
final class SendNotices {

    private final Outbox outbox;

    SendNotices(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Kept with the coupon: either both are or neither. */
    void add(Transaction transaction, Stock stock, Coupon coupon, SendChannel channel) {
        CallbackUrls.find(transaction, stock.creator())
                .ifPresent(url -> outbox.add(
                        transaction,
                        new Callback(
                                stock.creator(),
                                url,
                                "COUPON.SEND",
                                "coupon",
                                "商家券领券通知",
                                resource(stock, coupon, channel),
                                RetrySchedule.COUPON_SEND)));
    }

    private static JsonObject resource(Stock stock, Coupon coupon, SendChannel channel) {
        JsonObject.Builder resource = JsonObject.builder()
                .put("event_type", "EVENT_TYPE_BUSICOUPON_SEND")
                .put("coupon_code", coupon.code())
                .put("stock_id", coupon.stockId())
                .put("send_time", BeijingTime.format(coupon.receipt().at()));
        if (stock.notifiesOpenid()) {
            resource.put("openid", coupon.receipt().openid());
        }
        return resource.put("send_channel", channel.wireName())
                .put("send_merchant", coupon.receipt().sender())
                .build();
    }
}
