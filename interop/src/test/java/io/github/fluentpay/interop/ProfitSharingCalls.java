package io.github.fluentpay.interop;

import static io.github.fluentpay.interop.ComparedCall.VALUE;

import java.util.List;

/** Profit sharing (分账). */
final class ProfitSharingCalls {

    static final List<ComparedCall> ALL = List.of(
            new ComparedCall(
                    "GET v3/profitsharing/bills",
                    "profitsharing.ProfitsharingService",
                    "splitBill",
                    pay -> pay.v3().profitsharing().bills()),
            new ComparedCall(
                    "GET v3/profitsharing/merchant-configs/{sub_mchid}",
                    "profitsharing.ProfitsharingService",
                    "queryMerchantRatio",
                    pay -> pay.v3().profitsharing().merchantConfigs().subMchid(VALUE)),
            new ComparedCall(
                    "POST v3/profitsharing/orders",
                    "profitsharing.ProfitsharingService",
                    "createOrder",
                    pay -> pay.v3().profitsharing().orders()),
            new ComparedCall(
                    "GET v3/profitsharing/orders/{out_order_no}",
                    "profitsharing.ProfitsharingService",
                    "queryOrder",
                    pay -> pay.v3().profitsharing().orders().outOrderNo(VALUE)),
            new ComparedCall(
                    "POST v3/profitsharing/orders/unfreeze",
                    "profitsharing.ProfitsharingService",
                    "unfreezeOrder",
                    pay -> pay.v3().profitsharing().orders().unfreeze()),
            new ComparedCall(
                    "POST v3/profitsharing/receivers/add",
                    "profitsharing.ProfitsharingService",
                    "addReceiver",
                    pay -> pay.v3().profitsharing().receivers().add()),
            new ComparedCall(
                    "POST v3/profitsharing/receivers/delete",
                    "profitsharing.ProfitsharingService",
                    "deleteReceiver",
                    pay -> pay.v3().profitsharing().receivers().delete_()),
            new ComparedCall(
                    "POST v3/profitsharing/return-orders",
                    "profitsharing.ProfitsharingService",
                    "createReturnOrder",
                    pay -> pay.v3().profitsharing().returnOrders()),
            new ComparedCall(
                    "GET v3/profitsharing/return-orders/{out_return_no}",
                    "profitsharing.ProfitsharingService",
                    "queryReturnOrder",
                    pay -> pay.v3().profitsharing().returnOrders().outReturnNo(VALUE)),
            new ComparedCall(
                    "GET v3/profitsharing/transactions/{transaction_id}/amounts",
                    "profitsharing.ProfitsharingService",
                    "queryOrderAmount",
                    pay -> pay.v3()
                            .profitsharing()
                            .transactions()
                            .transactionId(VALUE)
                            .amounts()));

    private ProfitSharingCalls() {}
}
