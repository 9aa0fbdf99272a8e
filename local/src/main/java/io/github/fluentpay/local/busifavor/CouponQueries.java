package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What merchants may see of users' coupons; documentation pages "query one coupon of a user" (查询用户单张券详情) and
 * "query the coupons of a user" (根据过滤条件查询用户券).
 */
final class CouponQueries {

    /** What a list can be filtered by. */
    static final List<String> STATES =
            Arrays.stream(CouponState.values()).map(CouponState::name).toList();

    private static final int MCHID = 15;

    private final Database database;
    private final Clock clock;

    CouponQueries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply one(Call call) {
        Fields path = call.path();
        String openid = path.text("openid", 1, Limits.OPENID);
        String code = path.text("coupon_code", 1, Limits.COUPON_CODE);
        String appid = path.text("appid", 1, Limits.APPID);
        return database.transaction(transaction -> {
            // Codes that merchants choose are unique in their stock only; the path has no stock, so the newest counts.
            List<Coupon> coupons = CouponStore.withCode(transaction, code).stream()
                    .filter(coupon -> coupon.receipt().openid().equals(openid)
                            && coupon.receipt().appid().equals(appid))
                    .toList();
            if (coupons.isEmpty()) {
                throw Found.missing("This user has no coupon with this coupon_code under this appid");
            }
            return coupons.stream()
                    .filter(coupon -> mayRead(transaction, coupon, call.mchid()))
                    .findFirst()
                    .map(coupon -> Reply.ok(view(transaction, coupon)))
                    .orElseThrow(() -> new RefusedException(
                            ErrorCode.NO_AUTH,
                            "Merchant " + call.mchid() + " neither created nor owns this coupon's stock, nor sent it"));
        });
    }

    private static boolean mayRead(Transaction transaction, Coupon coupon, String mchid) {
        return coupon.receipt().sender().equals(mchid)
                || StockStore.find(transaction, coupon.stockId()).orElseThrow().concerns(mchid);
    }

    Reply list(Call call) {
        Fields query = call.query();
        String mchid = call.mchid();
        Conditions conditions = new Conditions()
                .and("c.openid = ?", call.path().text("openid", 1, Limits.OPENID))
                .and("c.appid = ?", query.text("appid", 1, Limits.APPID))
                .and("(s.creator_mchid = ? OR s.belong_mchid = ? OR c.sender_mchid = ?)", mchid, mchid, mchid)
                .andIf("c.stock_id = ?", query.optionalText("stock_id", 1, Limits.STOCK_ID))
                .andIf("s.creator_mchid = ?", query.optionalText("creator_merchant", 1, MCHID))
                .andIf("s.belong_mchid = ?", query.optionalText("belong_merchant", 1, MCHID))
                .andIf("c.sender_mchid = ?", query.optionalText("sender_merchant", 1, MCHID));
        @Nullable String state = query.optionalWord("coupon_state", STATES);
        if (state != null) {
            CouponStore.addState(conditions, state, clock.instant());
        }
        Page page = Page.of(query);
        return database.transaction(transaction -> {
            List<JsonObject> data = CouponStore.list(transaction, conditions, page).stream()
                    .map(coupon -> withoutDescription(view(transaction, coupon)))
                    .toList();
            return Reply.ok(
                    page.reply(data, CouponStore.count(transaction, conditions)).build());
        });
    }

    /** "Query the coupons of a user": a list no longer carries the description, since 8 July 2020. */
    private static JsonObject withoutDescription(JsonObject coupon) {
        JsonObject display = coupon.object("display_pattern_info");
        return display == null ? coupon : coupon.with("display_pattern_info", display.without("description"));
    }

    private JsonObject view(Transaction transaction, Coupon coupon) {
        Instant now = clock.instant();
        return CouponView.of(StockStore.find(transaction, coupon.stockId()).orElseThrow(), coupon, now);
    }
}
