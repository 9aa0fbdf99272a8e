package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.store.Database;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST …/callbacks} and {@code GET …/callbacks}; documentation pages "set the address for events of merchant
 * coupons" (设置商家券事件通知地址) and "query" it (查询商家券事件通知地址).
 */
final class CouponCallbacks {

    /** This machine's names: to these a test's receiver may be called without TLS. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

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
        String url = body.text("notify_url", 10, 256);
        if (!isFit(url)) {
            throw body.invalid("notify_url", "must be an absolute https address without query and fragment");
        }
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

    private static boolean isFit(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            return host != null
                    && (scheme.equals("https")
                            || (scheme.equals("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT))))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
