package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.payment.PaidOrders;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code POST …/subsidy/pay-receipts}; documentation page "pay a subsidy" (营销补差付款). */
final class PaySubsidy {

    /** 5000 yuan, in fen. */
    static final long MAX_AMOUNT = 500_000;

    private static final int ID_DIGITS = 28;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    PaySubsidy(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        Subsidy.Terms terms = terms(body);
        String requestNo = body.text("out_subsidy_no", 1, Limits.REQUEST_NO, Limits.NUMBER, Limits.NUMBER_WORDS);
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "subsidy", "")
                .once(transaction, "out_subsidy_no", requestNo, terms.view(), () -> {
                    Instant now = clock.instant();
                    String receiptId = "1" + random.digits(ID_DIGITS - 1);
                    Subsidy subsidy = new Subsidy(
                            receiptId,
                            call.mchid(),
                            requestNo,
                            terms,
                            0,
                            SubsidyStatus.ACCEPTED,
                            null,
                            now.getEpochSecond(),
                            null);
                    pay(transaction, subsidy, body, now);
                    return Reply.ok(SubsidyStore.find(transaction, receiptId)
                            .orElseThrow()
                            .view());
                }));
    }

    /** The fields that a return has, too. */
    static Subsidy.Terms terms(Fields body) {
        return new Subsidy.Terms(
                body.text("stock_id", 1, Limits.STOCK_ID),
                body.text("coupon_code", 1, 128),
                body.text("transaction_id", 28, 32),
                body.text("payer_merchant", 1, 32),
                body.text("payee_merchant", 1, 32),
                body.integer("amount", 1, MAX_AMOUNT),
                body.text("description", 1, 1024));
    }

    private static void pay(Transaction transaction, Subsidy subsidy, Fields body, Instant now) {
        Subsidy.Terms terms = subsidy.terms();
        Coupon coupon = Found.coupon(transaction, subsidy.mchid(), terms.stockId(), terms.couponCode());
        Stock stock = Found.anyStock(transaction, terms.stockId());
        if (coupon.stored() != CouponState.USED) {
            throw invalid("Only a coupon in the state USED is subsidised; this one is " + coupon.state(now));
        }
        if (!stock.concerns(terms.payer())) {
            throw body.invalid("payer_merchant", "must be the creator or the belong_merchant of the stock");
        }
        if (!terms.payee().equals(stock.belong())) {
            throw body.invalid("payee_merchant", "must be the belong_merchant of the stock");
        }
        PaidOrders.Paid order = PaidOrders.find(transaction, terms.transactionId())
                .orElseThrow(() -> invalid("There is no paid order with this transaction_id"));
        long discount = discount(stock.definition(), order.total());
        SubsidyStore.insert(transaction, subsidy);
        String failure = failure(transaction, subsidy, order, discount);
        boolean moved = failure == null
                ? SubsidyStore.succeed(transaction, subsidy, now)
                : SubsidyStore.fail(transaction, subsidy, failure);
        if (!moved) {
            throw Found.changedMeanwhile();
        }
    }

    /** Why it is accepted, and then not paid; null if it is paid. */
    private static @Nullable String failure(
            Transaction transaction, Subsidy subsidy, PaidOrders.Paid order, long discount) {
        if (!order.sharesProfit()) {
            return "NOT_INCOMESPLIT_ORDER";
        }
        Subsidy.Terms terms = subsidy.terms();
        long sum = SubsidyStore.ofCoupon(transaction, terms.stockId(), terms.couponCode()).stream()
                .filter(each -> each.terms().transactionId().equals(terms.transactionId()))
                .filter(each -> each.status() != SubsidyStatus.FAIL)
                .mapToLong(each -> each.terms().amount())
                .sum();
        return sum > Math.min(discount, MAX_AMOUNT) ? "EXCEED_SUBSIDY_AMOUNT_QUOTA" : null;
    }

    /** What the coupon took off the order, in fen: "NORMAL: the amount; DISCOUNT: paid ÷ ratio × (1 − ratio)". */
    private static long discount(JsonObject definition, long paid) {
        if (definition.at("/coupon_use_rule/fixed_normal_coupon") instanceof JsonObject fixed) {
            return number(fixed, "discount_amount");
        }
        if (definition.at("/coupon_use_rule/discount_coupon") instanceof JsonObject discount) {
            long percent = number(discount, "discount_percent");
            return Math.multiplyExact(paid, 100 - percent) / percent;
        }
        throw invalid("Coupons of the stock_type EXCHANGE are not subsidised");
    }

    private static long number(JsonObject object, String name) {
        Long number = object.integer(name);
        return number == null ? 0 : number;
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(ErrorCode.INVALID_REQUEST, message);
    }
}
