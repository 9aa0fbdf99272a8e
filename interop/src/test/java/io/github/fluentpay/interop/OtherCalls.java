package io.github.fluentpay.interop;

import static io.github.fluentpay.interop.ComparedCall.VALUE;

import java.util.List;

/** Bills and transfers (账单, 商家转账). */
final class OtherCalls {

    static final List<ComparedCall> ALL = List.of(
            new ComparedCall(
                    "GET v3/bill/tradebill",
                    "billdownload.BillDownloadService",
                    "getTradeBill",
                    pay -> pay.v3().bill().tradebill()),
            new ComparedCall(
                    "GET v3/bill/fundflowbill",
                    "billdownload.BillDownloadService",
                    "getFundFlowBill",
                    pay -> pay.v3().bill().fundflowbill()),
            new ComparedCall(
                    "GET v3/bill/sub-merchant-fundflowbill",
                    "billdownload.BillDownloadService",
                    "getSingleSubMchFundFlowBill",
                    pay -> pay.v3().bill().subMerchantFundflowbill()),
            new ComparedCall(
                    "POST v3/transfer/batches",
                    "transferbatch.TransferBatchService",
                    "initiateBatchTransfer",
                    pay -> pay.v3().transfer().batches()),
            new ComparedCall(
                    "GET v3/transfer/batches/batch-id/{batch_id}",
                    "transferbatch.TransferBatchService",
                    "getTransferBatchByNo",
                    pay -> pay.v3().transfer().batches().batchId().batchId(VALUE)),
            new ComparedCall(
                    "GET v3/transfer/batches/out-batch-no/{out_batch_no}",
                    "transferbatch.TransferBatchService",
                    "getTransferBatchByOutNo",
                    pay -> pay.v3().transfer().batches().outBatchNo().outBatchNo(VALUE)),
            new ComparedCall(
                    "GET v3/transfer/batches/batch-id/{batch_id}/details/detail-id/{detail_id}",
                    "transferbatch.TransferBatchService",
                    "getTransferDetailByNo",
                    pay -> pay.v3()
                            .transfer()
                            .batches()
                            .batchId()
                            .batchId(VALUE)
                            .details()
                            .detailId()
                            .detailId(VALUE)),
            new ComparedCall(
                    "GET v3/transfer/batches/out-batch-no/{out_batch_no}/details/out-detail-no/{out_detail_no}",
                    "transferbatch.TransferBatchService",
                    "getTransferDetailByOutNo",
                    pay -> pay.v3()
                            .transfer()
                            .batches()
                            .outBatchNo()
                            .outBatchNo(VALUE)
                            .details()
                            .outDetailNo()
                            .outDetailNo(VALUE)));

    private OtherCalls() {}
}
