package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What merchants may see of users' coupons; documentation pages "query one coupon of a user" (查询用户单张券详情) and
 * "query the coupons of a user" (根据过滤条件查询用户券).
 */
final class CouponQueries {

    private static final long DEFAULT_LIMIT = 20;
    private static final long MAX_LIMIT = 100;
    private static final List<String> STATES = List.of("SENDED", "USED", "EXPIRED", "DELETED", "DEACTIVATED");

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
                    .filter(coupon ->
                            coupon.openid().equals(openid) && coupon.appid().equals(appid))
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
        return coupon.sender().equals(mchid)
                || StockStore.find(transaction, coupon.stockId()).orElseThrow().concerns(mchid);
    }

    Reply list(Call call) {
        Fields query = call.query();
        CouponFilter filter = new CouponFilter(
                call.path().text("openid", 1, Limits.OPENID),
                query.text("appid", 1, Limits.APPID),
                call.mchid(),
                query.optionalText("stock_id", 1, Limits.STOCK_ID),
                query.optionalText("creator_merchant", 1, 15),
                query.optionalText("belong_merchant", 1, 15),
                query.optionalText("sender_merchant", 1, 15),
                query.optionalWord("coupon_state", STATES));
        long offset = Objects.requireNonNullElse(query.optionalInteger("offset", 0, Integer.MAX_VALUE), 0L);
        long limit = Objects.requireNonNullElse(query.optionalInteger("limit", 1, MAX_LIMIT), DEFAULT_LIMIT);
        Instant now = clock.instant();
        return database.transaction(transaction -> Reply.ok(JsonObject.of(
                "data",
                filter.list(transaction, now, offset, limit).stream()
                        .map(coupon -> withoutDescription(view(transaction, coupon)))
                        .toList(),
                "total_count",
                filter.count(transaction, now),
                "limit",
                limit,
                "offset",
                offset)));
    }

    /** "Query the coupons of a user": a list no longer carries the description, since 8 July 2020. */
    private static JsonObject withoutDescription(JsonObject coupon) {
        JsonObject display = coupon.object("display_pattern_info");
        return display == null ? coupon : coupon.with("display_pattern_info", display.without("description"));
    }

    private JsonObject view(Transaction transaction, Coupon coupon) {
        JsonObject stock =
                StockStore.find(transaction, coupon.stockId()).orElseThrow().definition();
        CouponState state = coupon.state(clock.instant());
        JsonObject.Builder view = JsonObject.builder();
        for (String field : List.of(
                "belong_merchant",
                "stock_name",
                "comment",
                "goods_name",
                "stock_type",
                "display_pattern_info",
                "coupon_use_rule",
                "custom_entrance")) {
            view.putIfPresent(field, stock.get(field));
        }
        view.put("coupon_state", state.name())
                .put("coupon_code", coupon.code())
                .put("stock_id", coupon.stockId())
                .put("available_start_time", BeijingTime.format(coupon.availableFrom()))
                .put("expire_time", BeijingTime.format(coupon.expiresAt()))
                .put("receive_time", BeijingTime.format(coupon.receivedAt()))
                .put("send_request_no", coupon.sendRequestNo());
        Long usedAt = coupon.usedAt();
        if (state == CouponState.USED && usedAt != null) {
            view.putIfPresent("use_request_no", coupon.useRequestNo()).put("use_time", BeijingTime.format(usedAt));
        }
        Long returnedAt = coupon.returnedAt();
        if (returnedAt != null) {
            view.putIfPresent("return_request_no", coupon.returnRequestNo())
                    .put("return_time", BeijingTime.format(returnedAt));
        }
        return view.build();
    }
}
