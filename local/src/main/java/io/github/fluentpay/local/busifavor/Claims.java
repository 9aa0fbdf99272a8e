package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.QueryText;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Users who take coupons themselves: no documented endpoint does it. Each method throws a {@link RefusedException} if it
 * cannot be done.
 */
public final class Claims {

    private static final String PAGE = "https://action.weixin.qq.com/busifavor/getcouponinfo";
    private static final String FRAGMENT = "wechat_pay&wechat_redirect";
    private static final String SUCCESS = "SUCCESS";

    private final Database database;
    private final Sending sending;
    private final ClaimSignature signature;

    Claims(Database database, Sending sending, ClaimSignature signature) {
        this.database = database;
        this.sending = sending;
        this.signature = signature;
    }

    /**
     * A user opens the page for browsers; documentation page "send coupons by H5" (H5发券).
     *
     * @param url all of it, the fragment included
     * @param appid under which its {@code open_id} is the user's; the URL does not tell
     * @return stock_id, out_request_no and coupon_code
     */
    public JsonObject openPage(String url, String appid) {
        Fields query = new Fields(QueryText.parse(pageQuery(url)), Fields.Place.QUERY);
        Sending.Order order = new Sending.Order(
                SendChannel.H5,
                query.text("send_coupon_merchant", 8, 15),
                query.text("stock_id", 1, Limits.STOCK_ID),
                appid,
                query.text("open_id", 1, Limits.OPENID),
                Sending.requestNo(query),
                Sending.chosenCode(query));
        String sign = query.text("sign", 1, Limits.REQUEST_NO);
        Map<String, String> signed = new LinkedHashMap<>();
        for (String name : List.of("stock_id", "out_request_no", "send_coupon_merchant", "open_id", "coupon_code")) {
            put(signed, name, query.object().string(name));
        }
        return database.transaction(transaction -> {
            signature.require(transaction, order.sender(), signed, sign);
            return claim(transaction, order, query);
        });
    }

    private static String pageQuery(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw wrongPage("it is no URL");
        }
        String query = uri.getRawQuery();
        if (query == null || !url.startsWith(PAGE + "?")) {
            throw wrongPage("it must begin with " + PAGE + "?");
        }
        if (!FRAGMENT.equals(uri.getRawFragment())) {
            throw wrongPage("it must end with #" + FRAGMENT);
        }
        return query;
    }

    private static RefusedException wrongPage(String problem) {
        return new RefusedException(ErrorCode.PARAM_ERROR, "This is not the page where coupons are taken: " + problem);
    }

    /**
     * A user takes coupons in a mini-program, each for itself; documentation page "mini-program coupon plug-in" (小程序发券插件).
     *
     * @param appid the mini-program's
     * @param parameters of the plug-in: send_coupon_params, send_coupon_merchant, sign
     * @return what the plug-in's event tells: {@code send_coupon_result}, one entry for each
     */
    public JsonObject runPlugin(String appid, String openid, JsonObject parameters) {
        Fields fields = new Fields(parameters, Fields.Place.BODY);
        String sender = fields.text("send_coupon_merchant", 8, 15);
        String sign = fields.text("sign", 1, Limits.REQUEST_NO);
        List<Fields> wanted = fields.objects("send_coupon_params");
        if (wanted.isEmpty()) {
            throw fields.invalid("send_coupon_params", "must name a coupon at least");
        }
        List<Sending.Order> orders = new ArrayList<>();
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("send_coupon_merchant", sender);
        for (int i = 0; i < wanted.size(); i++) {
            Fields one = wanted.get(i);
            Sending.Order order = new Sending.Order(
                    SendChannel.MINIAPP,
                    sender,
                    one.text("stock_id", 1, Limits.STOCK_ID),
                    appid,
                    openid,
                    Sending.requestNo(one),
                    Sending.chosenCode(one));
            orders.add(order);
            signed.put("stock_id" + i, order.stockId());
            signed.put("out_request_no" + i, order.requestNo());
            put(signed, "coupon_code" + i, order.code());
        }
        database.transaction(transaction -> {
            signature.require(transaction, sender, signed, sign);
            return true;
        });
        List<JsonObject> results = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            results.add(result(orders.get(i), wanted.get(i)));
        }
        return JsonObject.of("send_coupon_result", results);
    }

    private JsonObject result(Sending.Order order, Fields fields) {
        try {
            return database.transaction(transaction -> claim(transaction, order, fields)).toBuilder()
                    .put("code", SUCCESS)
                    .put("message", "")
                    .build();
        } catch (RefusedException refused) {
            return JsonObject.of(
                    "stock_id",
                    order.stockId(),
                    "out_request_no",
                    order.requestNo(),
                    "code",
                    refused.code().name(),
                    "message",
                    refused.getMessage());
        }
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private JsonObject claim(Transaction transaction, Sending.Order order, Fields fields) {
        Reply reply = sending.once(transaction, "claim", order, JsonObject.empty(), fields, UnaryOperator.identity());
        return JsonObject.parse(reply.body());
    }

    /**
     * A user takes what was offered by {@link PreSend}, in a mini-program.
     *
     * @return the coupon's code
     */
    public String redeem(String token, String openid) {
        return database.transaction(transaction -> redeem(
                transaction,
                PreSentStore.find(transaction, token)
                        .orElseThrow(() -> Found.missing("There is no coupon with this token")),
                openid));
    }

    private String redeem(Transaction transaction, PreSent preSent, String openid) {
        PreSent.Claim claimed = preSent.claim();
        if (claimed != null && claimed.openid().equals(openid)) {
            return claimed.code();
        }
        if (claimed != null || (preSent.openid() != null && !preSent.openid().equals(openid))) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, "The token is another user's");
        }
        Sending.Order order = new Sending.Order(
                SendChannel.MINIAPP,
                preSent.sender(),
                preSent.stockId(),
                preSent.appid(),
                openid,
                preSent.requestNo(),
                preSent.code());
        Coupon coupon = sending.send(
                transaction,
                Found.sendableStock(transaction, preSent.sender(), preSent.stockId()),
                order,
                new Fields(JsonObject.empty(), Fields.Place.BODY));
        if (!PreSentStore.claim(transaction, preSent, new PreSent.Claim(openid, coupon.code()))) {
            throw Found.changedMeanwhile();
        }
        return coupon.code();
    }
}
