package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.payment.PayingUser;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays the user with the phone (付款用户), who pays an order or does not. A payment is followed by its notification, {@code
 * TRANSACTION.SUCCESS}, to the order's {@code notify_url}. Safe for many threads.
 *
 * <pre>{@code
 * String transactionId = localPay.payer().pay("1900000001", "1217752501201407033233368018");
 * localPay.payer().payWith(codeUrl, "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
 * }</pre>
 *
 * <p>Each method throws {@link IllegalArgumentException} if there is no such order, and {@link IllegalStateException} if it
 * cannot be paid: it is paid or closed, its time or that of what it is paid with is over, or it is another user's. The
 * messages say which.
 */
public final class Payer {

    private static final List<String> HANDLES = List.of("prepay_id", "code_url", "h5_url");
    private static final int MAX_TEXT = 4096;

    private final PayingUser user;
    private final String mchid;

    Payer(PayingUser user, String mchid) {
        this.user = user;
        this.mchid = mchid;
    }

    /**
     * Pays as the user whom the order names, or as the user of the documentation's examples if it names none.
     *
     * @param mchid who ordered; of a sub-merchant's order the service provider
     * @return the transaction id (微信支付订单号)
     */
    public String pay(String mchid, String outTradeNo) {
        return told(() -> user.pay(mchid, outTradeNo, null));
    }

    /** Pays as that user. */
    public String pay(String mchid, String outTradeNo, String openid) {
        return told(() -> user.pay(mchid, outTradeNo, openid));
    }

    /** Pays with what the merchant's server got for its order: a {@code prepay_id}, {@code code_url} or {@code h5_url}. */
    public String payWith(String handle) {
        return told(() -> user.payWith(handle, null));
    }

    /** Pays as that user. */
    public String payWith(String handle, String openid) {
        return told(() -> user.payWith(handle, openid));
    }

    /** Turns away from an order that could be paid: it stays NOTPAY, and nobody is told. */
    public void refuse(String mchid, String outTradeNo) {
        told(() -> {
            user.refuse(mchid, outTradeNo);
            return mchid;
        });
    }

    /** The same with what the merchant's server got. */
    public void refuseWith(String handle) {
        told(() -> {
            user.refuseWith(handle);
            return handle;
        });
    }

    private static String told(Supplier<String> action) {
        try {
            return action.get();
        } catch (RefusedException e) {
            if (e.code() == ErrorCode.ORDER_NOT_EXIST) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The same without Java. */
    Route route() {
        return Route.post(Admin.PREFIX + "pay", this::answer);
    }

    private Reply answer(Call call) {
        Fields body = call.body();
        body.only("mchid", "out_trade_no", "prepay_id", "code_url", "h5_url", "openid", "refuse");
        boolean refuses = Boolean.TRUE.equals(body.optionalBoolean("refuse"));
        @Nullable String openid = body.optionalText("openid", 1, MAX_TEXT);
        for (String name : HANDLES) {
            @Nullable String handle = body.optionalText(name, 1, MAX_TEXT);
            if (handle != null) {
                return refuses ? refused(() -> user.refuseWith(handle)) : paid(user.payWith(handle, openid));
            }
        }
        @Nullable String given = body.optionalText("mchid", 1, MAX_TEXT);
        String who = given == null ? mchid : given;
        String outTradeNo = body.text("out_trade_no", 1, MAX_TEXT);
        return refuses ? refused(() -> user.refuse(who, outTradeNo)) : paid(user.pay(who, outTradeNo, openid));
    }

    private static Reply paid(String transactionId) {
        return Reply.ok(JsonObject.of("trade_state", "SUCCESS", "transaction_id", transactionId));
    }

    private static Reply refused(Runnable refusal) {
        refusal.run();
        return Reply.ok(JsonObject.of("trade_state", "NOTPAY"));
    }
}
