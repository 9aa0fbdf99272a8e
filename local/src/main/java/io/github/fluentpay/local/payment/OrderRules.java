package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.callback.NotifyUrlField;
import io.github.fluentpay.local.exchange.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of the fields of a new order; documentation pages "JSAPI order" (JSAPI下单) and its siblings. */
final class OrderRules {

    private static final List<String> CURRENCIES = List.of("CNY");
    private static final List<String> PAY_LIMITS = List.of("no_balance", "no_credit", "no_debit", "balance_only");

    private OrderRules() {}

    /** Checks every documented field but those of identities and subsidies; what is not documented is let through. */
    static void check(Fields body, Mode mode, TradeType type) {
        body.text(mode.appid(), 1, Limits.APPID);
        body.optionalText("sub_appid", 1, Limits.APPID);
        body.text("description", 1, 127);
        body.optionalText("attach", 0, 128);
        body.text("out_trade_no", 6, Limits.OUT_TRADE_NO, Limits.TRADE_NO, Limits.TRADE_NO_WORDS);
        checkAmount(body.object("amount"));
        body.optionalTime("time_expire");
        NotifyUrlField.checkOfPayments(body);
        body.optionalText("goods_tag", 1, 32);
        checkPayLimits(body);
        body.optionalBoolean("support_fapiao");
        Fields detail = body.optionalObject("detail");
        if (detail != null) {
            checkDetail(detail);
        }
        checkScene(body, type);
        checkPayer(body, mode, type);
        Fields settle = body.optionalObject("settle_info");
        if (settle != null) {
            settle.optionalBoolean("profit_sharing");
            settle.optionalInteger("subsidy_amount", 0, Limits.AMOUNT);
        }
    }

    private static void checkAmount(Fields amount) {
        amount.integer("total", 1, Limits.AMOUNT);
        amount.optionalWord("currency", CURRENCIES);
    }

    private static void checkPayLimits(Fields body) {
        JsonArray limits = body.optionalArray("limit_pay");
        if (limits != null) {
            for (JsonValue limit : limits.values()) {
                if (!(limit instanceof JsonString word) || !PAY_LIMITS.contains(word.value())) {
                    throw body.invalid("limit_pay", "may only hold " + String.join(", ", PAY_LIMITS));
                }
            }
        }
    }

    private static void checkDetail(Fields detail) {
        detail.optionalInteger("cost_price", 0, Limits.AMOUNT);
        detail.optionalText("invoice_id", 1, 32);
        for (Fields goods : detail.objects("goods_detail")) {
            goods.text("merchant_goods_id", 1, 32);
            goods.integer("quantity", 0, Integer.MAX_VALUE);
            goods.integer("unit_price", 0, Limits.AMOUNT);
        }
    }

    private static void checkScene(Fields body, TradeType type) {
        Fields scene = type == TradeType.MWEB ? body.object("scene_info") : body.optionalObject("scene_info");
        if (scene == null) {
            return;
        }
        if (type == TradeType.MWEB) {
            scene.text("payer_client_ip", 1, 45);
        } else {
            scene.optionalText("payer_client_ip", 1, 45);
        }
        scene.optionalText("device_id", 1, 32);
        Fields store = scene.optionalObject("store_info");
        if (store != null) {
            store.optionalText("id", 1, 32);
            store.optionalText("name", 1, 256);
            store.optionalText("area_code", 1, 32);
            store.optionalText("address", 1, 512);
        }
        Fields h5 = scene.optionalObject("h5_info");
        if (h5 != null) {
            h5.optionalText("type", 1, 32);
        }
    }

    private static void checkPayer(Fields body, Mode mode, TradeType type) {
        Fields payer = type == TradeType.JSAPI ? body.object("payer") : body.optionalObject("payer");
        if (payer == null || type != TradeType.JSAPI) {
            return;
        }
        @Nullable String subOpenid = payer.optionalText("sub_openid", 1, Limits.OPENID);
        if (mode == Mode.PARTNER && subOpenid != null) {
            payer.optionalText(mode.openid(), 1, Limits.OPENID);
            body.text("sub_appid", 1, Limits.APPID);
        } else {
            payer.text(mode.openid(), 1, Limits.OPENID);
        }
    }
}
