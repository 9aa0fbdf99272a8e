package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code POST …/coupons/deactivate}; documentation page "make a coupon invalid" (使券失效). */
final class DeactivateCoupon {

    private final Database database;
    private final Clock clock;

    DeactivateCoupon(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        String code = body.text("coupon_code", 1, Limits.COUPON_CODE);
        String stockId = body.text("stock_id", 1, Limits.STOCK_ID);
        String requestNo = body.text("deactivate_request_no", 1, Limits.REQUEST_NO);
        @Nullable String reason = body.optionalText("deactivate_reason", 1, 64);
        JsonObject parameters = JsonObject.builder()
                .put("stock_id", stockId)
                .put("coupon_code", code)
                .putIfPresent("deactivate_reason", reason)
                .build();
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "deactivate", "")
                .once(transaction, "deactivate_request_no", requestNo, parameters, () -> {
                    Instant now = clock.instant();
                    Coupon coupon = Found.coupon(transaction, call.mchid(), stockId, code);
                    if (coupon.state(now) != CouponState.SENDED
                            || !CouponStore.deactivate(transaction, coupon, requestNo, reason, now)) {
                        throw new RefusedException(
                                ErrorCode.INVALID_REQUEST,
                                "Only a coupon in the state SENDED can be deactivated; this one is "
                                        + coupon.state(now));
                    }
                    return Reply.ok(JsonObject.of("wechatpay_deactivate_time", BeijingTime.format(now)));
                }));
    }
}
