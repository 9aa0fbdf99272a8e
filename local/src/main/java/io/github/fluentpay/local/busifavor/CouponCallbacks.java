package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.callback.NotifyUrlField;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST …/callbacks} and {@code GET …/callbacks}; documentation pages "set the address for events of merchant
 * coupons" (设置商家券事件通知地址) and "query" it (查询商家券事件通知地址).
 */
final class CouponCallbacks {

    private final Database database;
    private final Clock clock;
    private final Merchants merchants;

    CouponCallbacks(Database database, Clock clock, Merchants merchants) {
        this.database = database;
        this.clock = clock;
        this.merchants = merchants;
    }

    Reply set(Call call) {
        Fields body = call.body();
        String mchid = requireOwn(body, call.mchid());
        String url = NotifyUrlField.ofCoupons(body, 10);
        Instant now = clock.instant();
        return database.transaction(transaction -> {
            CallbackUrls.put(transaction, mchid, url, now);
            return Reply.ok(JsonObject.of("update_time", BeijingTime.format(now), "notify_url", url, "mchid", mchid));
        });
    }

    Reply get(Call call) {
        String mchid = requireOwn(call.query(), call.mchid());
        return database.transaction(transaction -> CallbackUrls.find(transaction, mchid)
                .map(url -> Reply.ok(JsonObject.of("notify_url", url, "mchid", mchid)))
                .orElseThrow(() -> Found.missing("Merchant " + mchid + " has set no notify_url")));
    }

    /** The merchant that is meant: the caller, also if none is named. */
    private String requireOwn(Fields fields, String caller) {
        @Nullable String mchid = fields.optionalText("mchid", 8, 15);
        if (mchid == null || mchid.equals(caller)) {
            return caller;
        }
        if (merchants.find(mchid).isEmpty()) {
            throw new RefusedException(ErrorCode.MCH_NOT_EXISTS, "There is no merchant " + mchid);
        }
        throw new RefusedException(
                ErrorCode.NO_AUTH,
                "Merchant " + caller + " may set and read its own notify_url only, not " + mchid + "'s");
    }
}
