package io.github.fluentpay.returns;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import io.github.fluentpay.v3.busifavor.BusifavorUsersCouponsAppidsByAppid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One attempt at a row: the calls it takes, and what they tell. A repeat of the ledger's is the only one there is. */
final class Platform {

    private static final int ACCEPTED = 202;

    private final Duration timeout;

    Platform(Duration timeout) {
        this.timeout = timeout;
    }

    /** Never fails; ends after at most twice the timeout. */
    CompletableFuture<Judgement> attempt(FluentPay pay, Claimed row) {
        try {
            return begin(pay, row).exceptionally(failure -> failed(cause(failure), row));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(e, row));
        }
    }

    private static Judgement failed(Throwable failure, Claimed row) {
        Judgement judgement = Judgement.of(failure);
        return row.isDoubtful() ? judgement.afterDoubt() : judgement;
    }

    private CompletableFuture<Judgement> begin(FluentPay pay, Claimed row) {
        if (row.task() instanceof CouponReturn coupon) {
            CouponHolder holder = coupon.holder();
            return row.isDoubtful() && holder != null
                    ? settle(pay, coupon, holder)
                    : send(pay, coupon, row.isDoubtful());
        }
        return send(pay, (ProductCouponReturn) row.task(), row.isDoubtful());
    }

    private CompletableFuture<Judgement> send(FluentPay pay, CouponReturn coupon, boolean isDoubtful) {
        return judged(
                pay.v3()
                        .marketing()
                        .busifavor()
                        .coupons()
                        .return_()
                        .timeout(timeout)
                        .retry(RetryPolicy.none())
                        .postAsync(BusifavorCouponsReturn.Request.of(b -> b.couponCode(coupon.couponCode())
                                .stockId(coupon.stockId())
                                .returnRequestNo(coupon.returnRequestNo()))),
                "/wechatpay_return_time",
                isDoubtful);
    }

    private CompletableFuture<Judgement> send(FluentPay pay, ProductCouponReturn coupon, boolean isDoubtful) {
        return judged(
                pay.v3()
                        .marketing()
                        .partner()
                        .productCoupon()
                        .users()
                        .openid(coupon.holder().openid())
                        .coupons()
                        .couponCode(coupon.couponCode())
                        .return_()
                        .timeout(timeout)
                        .retry(RetryPolicy.none())
                        .postAsync(b -> {
                            b.brandId(coupon.brandId())
                                    .productCouponId(coupon.productCouponId())
                                    .stockId(coupon.stockId())
                                    .appid(coupon.holder().appid())
                                    .outRequestNo(coupon.outRequestNo());
                            Long index = coupon.sequentialCouponIndex();
                            if (index != null) {
                                b.sequentialCouponIndex(index);
                            }
                        }),
                "/single_usage_detail/return_time",
                isDoubtful);
    }

    private static CompletableFuture<Judgement> judged(
            CompletableFuture<? extends ReplyView> call, String returnTime, boolean isDoubtful) {
        return call.handle((reply, failure) -> {
            Judgement judgement = failure == null ? of(reply.reply(), returnTime) : Judgement.of(cause(failure));
            return isDoubtful ? judgement.afterDoubt() : judgement;
        });
    }

    /** The coupon is back by now, so a reply that lacks the time is no failure. */
    private static Judgement of(Reply reply, String returnTime) {
        if (reply.status() == ACCEPTED) {
            return Judgement.unknown("ACCEPTED", "The platform has accepted it and not finished", reply.requestId());
        }
        return Judgement.returned(reply.requestId(), text(reply, returnTime));
    }

    private static @Nullable String text(Reply reply, String pointer) {
        try {
            return reply.json().at(pointer) instanceof JsonString text ? text.value() : null;
        } catch (IllegalStateException notJson) {
            return null;
        }
    }

    /** An outcome that is not known: the coupon is looked at first, and asked for again if that does not tell. */
    private CompletableFuture<Judgement> settle(FluentPay pay, CouponReturn coupon, CouponHolder holder) {
        return pay.v3()
                .marketing()
                .busifavor()
                .users()
                .openid(holder.openid())
                .coupons()
                .couponCode(coupon.couponCode())
                .appids()
                .appid(holder.appid())
                .timeout(timeout)
                .retry(RetryPolicy.none())
                .getAsync()
                .handle((found, failure) ->
                        failure == null ? told(pay, coupon, found) : untold(pay, coupon, Judgement.of(cause(failure))))
                .thenCompose(next -> next);
    }

    private CompletableFuture<Judgement> told(
            FluentPay pay, CouponReturn coupon, BusifavorUsersCouponsAppidsByAppid.GetReply found) {
        // A merchant's own codes are unique in a stock alone, and the query does not take one.
        if (!coupon.stockId().equals(text(found.reply(), "/stock_id"))) {
            return send(pay, coupon, true);
        }
        Judgement told = Reconciliation.of(coupon, found);
        return told == null
                ? send(pay, coupon, !Reconciliation.isNotPerformed(found))
                : CompletableFuture.completedFuture(told);
    }

    /** A query that is refused says nothing of the return: the appid may be another one's. */
    private CompletableFuture<Judgement> untold(FluentPay pay, CouponReturn coupon, Judgement query) {
        return query.state() == ReturnState.REFUSED
                ? send(pay, coupon, true)
                : CompletableFuture.completedFuture(query.afterDoubt());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
