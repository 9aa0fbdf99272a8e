package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
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
        JsonArray from = amount.optionalArray("from");
        if (from != null && !from.values().isEmpty()) {
            checkSources(amount, from, refund);
        }
    }

    private static void checkSources(Fields amount, JsonArray from, long refund) {
        long sum = 0;
        for (JsonValue source : from.values()) {
            if (!(source instanceof JsonObject object)
                    || !(object.get("account") instanceof JsonString account)
                    || !ACCOUNTS.contains(account.value())
                    || !(object.get("amount") instanceof JsonNumber)) {
                throw amount.invalid(
                        "from", "may only hold objects with an amount and an account, AVAILABLE or UNAVAILABLE");
            }
            sum += new Fields(object, Fields.Place.BODY).integer("amount", 1, Limits.AMOUNT);
        }
        if (sum != refund) {
            throw amount.invalid("from", "must add up to refund, " + refund + ", and adds up to " + sum);
        }
    }

    private static void checkGoods(Fields body) {
        JsonArray goods = body.optionalArray("goods_detail");
        if (goods != null) {
            for (JsonValue one : goods.values()) {
                if (!(one instanceof JsonObject object)) {
                    throw body.invalid("goods_detail", "may only hold objects");
                }
                for (String required : List.of("merchant_goods_id", "unit_price", "refund_amount", "refund_quantity")) {
                    if (!object.has(required)) {
                        throw body.invalid("goods_detail", "has an entry without " + required);
                    }
                }
            }
        }
    }
}
