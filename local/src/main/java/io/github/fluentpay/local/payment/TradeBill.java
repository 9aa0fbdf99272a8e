package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The trade bill (交易账单) of a day: a line for each payment of the day and for each refund that was accepted on it, the first
 * first; documentation page "format of the trade bill" (交易账单文件格式说明).
 */
final class TradeBill {

    /** What a bill is about, and the columns it has. */
    enum Type {
        /** Payments and refunds. */
        ALL,
        /** Payments. */
        SUCCESS,
        /** Refunds. */
        REFUND;

        private List<Column> columns() {
            return switch (this) {
                case ALL -> joined(List.of(HAPPENED, TRADE, REFUNDED, GOODS, ASKED, REMARK));
                case SUCCESS -> joined(List.of(HAPPENED, TRADE, GOODS, REMARK));
                case REFUND -> joined(List.of(PAID, TRADE, REFUND_TIMES, REFUNDED, GOODS, ASKED, REMARK));
            };
        }

        private boolean has(Line line) {
            return this == ALL || (this == REFUND) == (line.refund() != null);
        }
    }

    /**
     * A payment, or a refund of one.
     *
     * @param refund null for a payment
     */
    record Line(Order order, @Nullable Refund refund) {

        /** When it happened, seconds since the epoch. */
        long time() {
            return refund == null ? paidAt() : refund.createdAt();
        }

        private long paidAt() {
            Long paidAt = order.paidAt();
            return paidAt == null ? 0 : paidAt;
        }

        private String id() {
            return refund == null ? text(order.transactionId()) : refund.refundId();
        }

        private String ofPayment(String value, String ofRefund) {
            return refund == null ? value : ofRefund;
        }

        private String ofRefund(Function<Refund, String> value, String ofPayment) {
            return refund == null ? ofPayment : value.apply(refund);
        }

        private long paid() {
            return refund == null ? order.total() : 0;
        }

        private long refunded() {
            return refund == null ? 0 : refund.refund();
        }
    }

    private record Column(String name, Function<Line, String> value) {}

    /** LocalPay takes no fee. */
    private static final String FEE = "0.00000";

    private static final String NOTHING = BillText.yuan(0);

    private static final List<Column> HAPPENED = List.of(new Column("交易时间", line -> BillText.time(line.time())));
    private static final List<Column> PAID = List.of(new Column("交易时间", line -> BillText.time(line.paidAt())));

    private static final List<Column> TRADE = List.of(
            new Column("公众账号ID", line -> line.order().text(line.order().mode().appid())),
            new Column("商户号", line -> line.order().mchid()),
            new Column(
                    "特约商户号",
                    line -> line.order().subMchid() == null
                            ? "0"
                            : text(line.order().subMchid())),
            new Column("设备号", line -> device(line.order())),
            new Column("微信订单号", line -> text(line.order().transactionId())),
            new Column("商户订单号", line -> line.order().outTradeNo()),
            new Column("用户标识", line -> text(line.order().openid())),
            new Column("交易类型", line -> line.order().tradeType().name()),
            new Column("交易状态", line -> line.ofPayment("SUCCESS", "REFUND")),
            new Column("付款银行", line -> OrderView.BANK),
            new Column("货币种类", line -> "CNY"),
            new Column("应结订单金额", line -> BillText.yuan(line.paid())),
            new Column("代金券金额", line -> NOTHING));

    private static final List<Column> REFUND_TIMES = List.of(
            new Column("退款申请时间", line -> BillText.time(line.time())),
            new Column("退款成功时间", line -> line.ofRefund(TradeBill::succeeded, "")));

    private static final List<Column> REFUNDED = List.of(
            new Column("微信退款单号", line -> line.ofRefund(Refund::refundId, "0")),
            new Column("商户退款单号", line -> line.ofRefund(Refund::outRefundNo, "0")),
            new Column("退款金额", line -> BillText.yuan(line.refunded())),
            new Column("充值券退款金额", line -> NOTHING),
            new Column("退款类型", line -> line.ofPayment("", RefundView.CHANNEL)),
            new Column("退款状态", line -> line.ofRefund(refund -> refund.status().billed(), "")));

    private static final List<Column> GOODS = List.of(
            new Column("商品名称", line -> line.order().text("description")),
            new Column("商户数据包", line -> line.order().text("attach")),
            new Column("手续费", line -> FEE),
            new Column("费率", line -> "0.00%"),
            new Column("订单金额", line -> BillText.yuan(line.paid())));

    private static final List<Column> ASKED = List.of(new Column("申请退款金额", line -> BillText.yuan(line.refunded())));
    private static final List<Column> REMARK = List.of(new Column("费率备注", line -> ""));

    private static final List<String> SUMMARY =
            List.of("总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额", "申请退款总金额");

    private TradeBill() {}

    /** The bill of these lines; empty if none is of that type. */
    static String of(Type type, List<Line> lines) {
        List<Line> shown = lines.stream()
                .filter(type::has)
                .sorted(Comparator.comparingLong(Line::time).thenComparing(Line::id))
                .toList();
        return shown.isEmpty() ? "" : written(type.columns(), shown);
    }

    private static String written(List<Column> columns, List<Line> lines) {
        BillText text = new BillText();
        text.names(columns.stream().map(Column::name).toList());
        for (Line line : lines) {
            text.values(
                    columns.stream().map(column -> column.value().apply(line)).toList());
        }
        String paid = BillText.yuan(lines.stream().mapToLong(Line::paid).sum());
        String refunded = BillText.yuan(lines.stream().mapToLong(Line::refunded).sum());
        text.names(SUMMARY);
        text.values(List.of(Integer.toString(lines.size()), paid, refunded, NOTHING, FEE, paid, refunded));
        return text.toString();
    }

    private static List<Column> joined(List<List<Column>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static String succeeded(Refund refund) {
        Long succeededAt = refund.succeededAt();
        return succeededAt == null ? "" : BillText.time(succeededAt);
    }

    private static String device(Order order) {
        JsonObject scene = order.definition().object("scene_info");
        return scene == null ? "" : text(scene.string("device_id"));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
