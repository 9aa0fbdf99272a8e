package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST …/users/{openid}/coupons/{coupon_code}/confirm}, {@code …/use}, {@code …/return} and {@code …/deactivate};
 * documentation pages "confirm" (确认发放用户商品券), "use" (核销用户商品券), "return" (退券) and "deactivate a product coupon of a
 * user" (失效用户商品券).
 */
final class CouponMoves {

    private static final String USAGE = "single_usage_detail";
    private static final int ANY = Integer.MAX_VALUE;

    private final Database database;
    private final Clock clock;

    CouponMoves(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One move: the state it is for, and what becomes of the history. */
    @FunctionalInterface
    private interface Move {
        boolean of(Transaction transaction, UserCoupon coupon, String requestNo, Instant now);
    }

    Reply confirm(Call call) {
        return answer(
                call,
                "confirm",
                (transaction, coupon, requestNo, now) -> coupon.stored() == UserCouponState.CONFIRMING
                        && move(
                                transaction,
                                coupon,
                                UserCouponState.EFFECTIVE,
                                coupon.history()
                                        .with("confirm_request_no", requestNo)
                                        .with("confirm_time", BeijingTime.format(now)),
                                now));
    }

    Reply use(Call call) {
        Fields body = call.body();
        body.time("use_time");
        refuseIndex(body);
        body.optionalText("store_id", 1, ANY);
        body.optionalInteger("saved_amount", 0, ANY);
        checkOrder(body);
        return answer(
                call,
                "use",
                (transaction, coupon, requestNo, now) -> move(
                        transaction, coupon, UserCouponState.USED, used(coupon, body.object(), requestNo, now), now));
    }

    private static JsonObject used(UserCoupon coupon, JsonObject body, String requestNo, Instant now) {
        JsonObject before = coupon.history().object(USAGE);
        JsonObject usage = (before == null ? JsonObject.empty() : before)
                .toBuilder()
                        .put("use_request_no", requestNo)
                        .put("use_time", BeijingTime.format(now))
                        .putIfPresent("associated_order_info", body.get("associated_order_info"))
                        .putIfPresent("associated_pay_score_order_info", body.get("associated_pay_score_order_info"))
                        .putIfPresent("saved_amount", body.get("saved_amount"))
                        .build();
        return coupon.history().with(USAGE, usage);
    }

    /** "Exactly one of the two" kinds of orders, and each with what finds it. */
    private static void checkOrder(Fields body) {
        Fields order = body.optionalObject("associated_order_info");
        Fields score = body.optionalObject("associated_pay_score_order_info");
        if (order == null == (score == null)) {
            throw body.invalid(
                    "associated_order_info",
                    "and associated_pay_score_order_info exclude each other: exactly one of them must be there");
        }
        if (order != null) {
            checkFinds(order, "transaction_id", "out_trade_no");
        }
        if (score != null) {
            checkFinds(score, "order_id", "out_order_no");
        }
    }

    private static void checkFinds(Fields order, String platformNo, String merchantNo) {
        @Nullable String number = order.optionalText(platformNo, 1, ANY);
        @Nullable String own = order.optionalText(merchantNo, 1, ANY);
        @Nullable String mchid = order.optionalText("mchid", 1, Limits.ID);
        order.optionalText("sub_mchid", 1, Limits.ID);
        if (number == null && own == null) {
            throw order.invalid(platformNo, "or " + merchantNo + " must be there");
        }
        if (own != null && mchid == null) {
            throw order.invalid("mchid", "is required with " + merchantNo);
        }
    }

    Reply giveBack(Call call) {
        refuseIndex(call.body());
        return answer(call, "return", (transaction, coupon, requestNo, now) -> {
            if (coupon.stored() == UserCouponState.USED && coupon.isPast(now)) {
                throw Trouble.EXPIRED.refusal(
                        "The coupon is USED and its validity has ended, so it cannot be returned");
            }
            JsonObject usage = JsonObject.of("return_request_no", requestNo, "return_time", BeijingTime.format(now));
            return coupon.stored() == UserCouponState.USED
                    && move(
                            transaction,
                            coupon,
                            UserCouponState.EFFECTIVE,
                            coupon.history().with(USAGE, usage),
                            now);
        });
    }

    Reply deactivate(Call call) {
        String reason = call.body().text("deactivate_reason", 1, Limits.REASON);
        return answer(
                call,
                "deactivate",
                (transaction, coupon, requestNo, now) -> move(
                        transaction,
                        coupon,
                        UserCouponState.DEACTIVATED,
                        Products.deactivated(coupon.history(), requestNo, reason, now),
                        now));
    }

    private static boolean move(
            Transaction transaction, UserCoupon coupon, UserCouponState to, JsonObject history, Instant now) {
        return UserCouponStore.move(transaction, coupon, to, history, now);
    }

    private static void refuseIndex(Fields body) {
        if (body.has("sequential_coupon_index")) {
            throw body.invalid("sequential_coupon_index", "goes with the usage_mode SEQUENTIAL only");
        }
    }

    private Reply answer(Call call, String operation, Move move) {
        CouponName name = CouponName.of(call, call.body());
        String requestNo = Limits.requestNo(call.body());
        return database.transaction(transaction -> Requests.of(call, name.brandId(), operation)
                .once(transaction, requestNo, () -> {
                    Product product = Found.product(transaction, call.mchid(), name.brandId(), name.productCouponId());
                    Stock stock = Found.stock(transaction, product, name.stockId());
                    UserCoupon coupon = Found.coupon(transaction, stock, name);
                    Instant now = clock.instant();
                    if (!move.of(transaction, coupon, requestNo, now)) {
                        throw refusal(operation, coupon, now);
                    }
                    return Reply.ok(
                            CouponView.of(transaction, product, stock, Found.coupon(transaction, stock, name), now));
                }));
    }

    private static RefusedException refusal(String operation, UserCoupon coupon, Instant now) {
        UserCouponState state = coupon.state(now);
        Trouble trouble = switch (state) {
            case EXPIRED -> Trouble.EXPIRED;
            case DELETED -> Trouble.DELETED;
            case PENDING -> operation.equals("use") ? Trouble.NOT_IN_VALIDITY : Trouble.ILLEGAL_STATE;
            case CONFIRMING, EFFECTIVE, USED, DEACTIVATED -> Trouble.ILLEGAL_STATE;
        };
        return trouble.refusal("A coupon in the state " + state + " does not take " + operation);
    }
}
