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
import java.util.List;

/** {@code POST …/subsidy/return-receipts}; documentation page "return a subsidy" (营销补差回退). */
final class ReturnSubsidy {

    private static final int ID_DIGITS = 28;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    ReturnSubsidy(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        Subsidy.Terms asked = PaySubsidy.terms(body);
        String refundId = body.text("refund_id", 1, 32);
        String requestNo = body.text("out_subsidy_return_no", 1, Limits.REQUEST_NO, Limits.NUMBER, Limits.NUMBER_WORDS);
        JsonObject parameters = asked.view().with("refund_id", refundId);
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "subsidy return", "")
                .once(transaction, "out_subsidy_return_no", requestNo, parameters, () -> {
                    Instant now = clock.instant();
                    Found.stock(transaction, call.mchid(), asked.stockId());
                    Subsidy subsidy = subsidy(transaction, asked);
                    requireRefund(transaction, asked, refundId);
                    SubsidyReturn giveBack = new SubsidyReturn(
                            "2" + random.digits(ID_DIGITS - 1),
                            call.mchid(),
                            requestNo,
                            refundId,
                            asked.amount(),
                            asked.description(),
                            SubsidyReturnStatus.ACCEPTED,
                            now.getEpochSecond(),
                            null);
                    giveBack(transaction, subsidy, giveBack, now);
                    return Reply.ok(SubsidyStore.findReturn(transaction, giveBack.receiptId())
                            .orElseThrow()
                            .view(subsidy));
                }));
    }

    /** A request names the coupon, the order and the merchants: of several such subsidies the first with enough left. */
    private static Subsidy subsidy(Transaction transaction, Subsidy.Terms asked) {
        List<Subsidy> subsidies = SubsidyStore.ofCoupon(transaction, asked.stockId(), asked.couponCode()).stream()
                .filter(each -> each.terms().transactionId().equals(asked.transactionId())
                        && each.terms().payer().equals(asked.payer())
                        && each.terms().payee().equals(asked.payee())
                        && each.status() != SubsidyStatus.FAIL)
                .toList();
        if (subsidies.isEmpty()) {
            throw Found.missing("There is no paid subsidy of this coupon for this order between these merchants");
        }
        return subsidies.stream()
                .filter(each -> each.left() >= asked.amount())
                .findFirst()
                .orElseThrow(() -> invalid("More would be returned than was paid: at most "
                        + subsidies.stream().mapToLong(Subsidy::left).max().orElse(0) + " fen can be"));
    }

    private static void requireRefund(Transaction transaction, Subsidy.Terms asked, String refundId) {
        if (!PaidOrders.hasRefund(transaction, asked.transactionId(), refundId)) {
            throw invalid("The order with this transaction_id has no refund with this refund_id");
        }
    }

    private static void giveBack(Transaction transaction, Subsidy subsidy, SubsidyReturn giveBack, Instant now) {
        boolean begun = SubsidyStore.beginReturn(transaction, subsidy);
        SubsidyStore.insertReturn(transaction, subsidy, giveBack);
        Subsidy returning = SubsidyStore.find(transaction, subsidy.receiptId()).orElseThrow();
        if (!begun
                || !SubsidyStore.succeed(transaction, giveBack, now)
                || !SubsidyStore.endReturn(transaction, returning, giveBack.amount())) {
            throw Found.changedMeanwhile();
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(ErrorCode.INVALID_REQUEST, message);
    }
}
