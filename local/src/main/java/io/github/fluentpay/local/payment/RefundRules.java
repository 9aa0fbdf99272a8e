package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.callback.NotifyUrlField;
import io.github.fluentpay.local.exchange.Fields;
import java.util.List;

/** The limits of the fields of a new refund; documentation page "apply for a refund" (申请退款). */
final class RefundRules {

    private static final List<String> CURRENCIES = List.of("CNY");
    private static final List<String> FUNDS = List.of("AVAILABLE", "UNSETTLED");
    private static final List<String> ACCOUNTS = List.of("AVAILABLE", "UNAVAILABLE");

    private RefundRules() {}

    /** Checks every documented field; what is not documented is let through. */
    static void check(Fields body) {
        body.optionalText("sub_mchid", 1, Limits.MCHID);
        body.optionalText("transaction_id", 1, Limits.TRANSACTION_ID);
        body.optionalText("out_trade_no", 1, Limits.OUT_TRADE_NO);
        if (!body.has("transaction_id") && !body.has("out_trade_no")) {
            throw body.invalid("out_trade_no", "is missing, and so is transaction_id; one of them is required");
        }
        body.text("out_refund_no", 1, Limits.OUT_REFUND_NO, Limits.REFUND_NO, Limits.REFUND_NO_WORDS);
        body.optionalText("reason", 0, 80);
        NotifyUrlField.checkOptionalOfPayments(body);
        body.optionalWord("funds_account", FUNDS);
        checkAmount(body.object("amount"));
        checkGoods(body);
    }

    private static void checkAmount(Fields amount) {
        long refund = amount.integer("refund", 1, Limits.AMOUNT);
        amount.integer("total", 1, Limits.AMOUNT);
        amount.word("currency", CURRENCIES);
        List<Fields> sources = amount.objects("from");
        long sum = 0;
        for (Fields source : sources) {
            source.word("account", ACCOUNTS);
            sum += source.integer("amount", 1, Limits.AMOUNT);
        }
        if (!sources.isEmpty() && sum != refund) {
            throw amount.invalid("from", "must add up to refund, " + refund + ", and adds up to " + sum);
        }
    }

    private static void checkGoods(Fields body) {
        for (Fields goods : body.objects("goods_detail")) {
            goods.text("merchant_goods_id", 1, 32);
            goods.integer("unit_price", 0, Limits.AMOUNT);
            goods.integer("refund_amount", 0, Limits.AMOUNT);
            goods.integer("refund_quantity", 0, Integer.MAX_VALUE);
        }
    }
}
