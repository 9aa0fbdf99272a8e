package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.payment.RefundDesk;
import io.github.fluentpay.local.payment.RefundStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of refunds (退款) that were accepted. By default each succeeds at once: the reply says PROCESSING, as the
 * platform's does, and the next query SUCCESS. Each settlement is followed by its notification, {@code REFUND.SUCCESS},
 * {@code REFUND.CLOSED} or {@code REFUND.ABNORMAL}, if the refund has a {@code notify_url}. Safe for many threads.
 *
 * <p>The methods that settle throw {@link IllegalArgumentException} if there is no such refund, and {@link
 * IllegalStateException} if it cannot go there: CLOSED and SUCCESS are the end.
 */
public final class Refunds {

    private static final int MAX_TEXT = 4096;
    private static final List<String> SETTLED = List.of("SUCCESS", "CLOSED", "ABNORMAL");

    private final RefundDesk desk;
    private final String mchid;

    Refunds(RefundDesk desk, String mchid) {
        this.desk = desk;
        this.mchid = mchid;
    }

    /** New refunds stay PROCESSING until they are settled. */
    public void hold() {
        desk.hold(true);
    }

    /** New refunds succeed at once again; those that were held wait on. */
    public void release() {
        desk.hold(false);
    }

    /** The money is back: from PROCESSING, or from ABNORMAL as after the merchant has named another account. */
    public void succeed(String mchid, String outRefundNo) {
        settle(mchid, outRefundNo, RefundStatus.SUCCESS);
    }

    /** The refund came to nothing: from PROCESSING. Its amount can be refunded again, under another number. */
    public void close(String mchid, String outRefundNo) {
        settle(mchid, outRefundNo, RefundStatus.CLOSED);
    }

    /** The user's bank does not take the money: from PROCESSING. */
    public void bounce(String mchid, String outRefundNo) {
        settle(mchid, outRefundNo, RefundStatus.ABNORMAL);
    }

    private void settle(String mchid, String outRefundNo, RefundStatus to) {
        try {
            desk.settle(mchid, outRefundNo, to);
        } catch (RefusedException e) {
            if (e.code() == ErrorCode.RESOURCE_NOT_EXISTS) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The same without Java. */
    List<Route> routes() {
        return List.of(
                Route.post(Admin.PREFIX + "refunds", this::holdOrRelease),
                Route.post(Admin.PREFIX + "refunds/{out_refund_no}", this::settle));
    }

    private Reply holdOrRelease(Call call) {
        call.body().only("hold");
        @Nullable Boolean hold = call.body().optionalBoolean("hold");
        if (hold == null) {
            throw call.body().invalid("hold", "is missing");
        }
        desk.hold(hold);
        return Reply.ok(JsonObject.of("hold", hold));
    }

    private Reply settle(Call call) {
        Fields body = call.body();
        body.only("mchid", "status");
        String status = body.word("status", SETTLED);
        @Nullable String given = body.optionalText("mchid", 1, MAX_TEXT);
        desk.settle(
                given == null ? mchid : given,
                call.path().text("out_refund_no", 1, MAX_TEXT),
                RefundStatus.valueOf(status));
        return Reply.ok(JsonObject.of("status", status));
    }
}
