package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What merchants may see of subsidies; documentation pages "list subsidies" (查询营销补差付款单列表), "query a subsidy"
 * (查询营销补差付款单详情) and "query the return of a subsidy" (查询商家券营销补差回退单详情).
 */
final class SubsidyQueries {

    private static final int ID = 32;

    private final Database database;

    SubsidyQueries(Database database) {
        this.database = database;
    }

    Reply list(Call call) {
        Fields query = call.query();
        String stockId = query.text("stock_id", 1, Limits.STOCK_ID);
        String code = query.text("coupon_code", 1, 128);
        @Nullable String outNo = query.optionalText("out_subsidy_no", 1, Limits.REQUEST_NO);
        return database.transaction(transaction -> {
            Found.stock(transaction, call.mchid(), stockId);
            List<JsonObject> receipts = SubsidyStore.ofCoupon(transaction, stockId, code).stream()
                    .filter(subsidy -> outNo == null || subsidy.outNo().equals(outNo))
                    .map(Subsidy::view)
                    .toList();
            return Reply.ok(JsonObject.of("pay_receipt_list", receipts));
        });
    }

    Reply one(Call call) {
        String receiptId = call.path().text("subsidy_receipt_id", 1, ID);
        return database.transaction(transaction -> {
            Subsidy subsidy = SubsidyStore.find(transaction, receiptId)
                    .filter(found -> found.status() != SubsidyStatus.FAIL)
                    .orElseThrow(() -> Found.missing("There is no paid subsidy with this subsidy_receipt_id"));
            Found.stock(transaction, call.mchid(), subsidy.terms().stockId());
            return Reply.ok(subsidy.view());
        });
    }

    Reply oneReturn(Call call) {
        String receiptId = call.path().text("subsidy_return_receipt_id", 1, ID);
        return database.transaction(transaction -> {
            SubsidyReturn giveBack = SubsidyStore.findReturn(transaction, receiptId)
                    .orElseThrow(() -> Found.missing("There is no return with this subsidy_return_receipt_id"));
            Subsidy subsidy = SubsidyStore.ofReturn(transaction, receiptId).orElseThrow();
            Found.stock(transaction, call.mchid(), subsidy.terms().stockId());
            return Reply.ok(giveBack.view(subsidy));
        });
    }
}
