package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.identity.ApiV2Keys;
import java.util.List;

/** Calls that play the user's browser and wallet: {@link Claims} and {@link Jump} over HTTP, and the keys that sign. */
final class ClaimsByHand {

    private static final String BASE = "/localpay/busifavor";
    private static final String API_V2_KEY = "/localpay/merchants/{mchid}/apiv2-key";

    private static final int URL = 2_048;

    private final Claims claims;
    private final Jump jump;
    private final ApiV2Keys keys;

    ClaimsByHand(Claims claims, Jump jump, ApiV2Keys keys) {
        this.claims = claims;
        this.jump = jump;
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Route.post(BASE + "/claims/page", this::openPage),
                Route.post(BASE + "/claims/plugin", this::runPlugin),
                Route.post(BASE + "/claims/token", this::redeem),
                Route.get(BASE + "/stocks/{stock_id}/coupons/{coupon_code}/jump", this::jump),
                Route.get(API_V2_KEY, this::apiV2Key),
                Route.post(API_V2_KEY, this::setApiV2Key));
    }

    private Reply openPage(Call call) {
        call.body().only("url", "appid");
        return Reply.ok(claims.openPage(call.body().text("url", 1, URL), appid(call)));
    }

    private Reply runPlugin(Call call) {
        JsonObject parameters = call.body().object().without("appid").without("openid");
        return Reply.ok(claims.runPlugin(appid(call), openid(call), parameters));
    }

    private Reply redeem(Call call) {
        call.body().only("token", "openid");
        return Reply.ok(JsonObject.of("coupon_code", claims.redeem(call.body().text("token", 1, URL), openid(call))));
    }

    private Reply jump(Call call) {
        Fields path = call.path();
        return Reply.ok(
                jump.of(path.text("stock_id", 1, Limits.STOCK_ID), path.text("coupon_code", 1, Limits.COUPON_CODE)));
    }

    private Reply apiV2Key(Call call) {
        return Reply.ok(JsonObject.of("apiv2_key", keys.of(mchid(call))));
    }

    private Reply setApiV2Key(Call call) {
        call.body().only("apiv2_key");
        // How long it may be is said there, without showing it.
        keys.set(mchid(call), call.body().text("apiv2_key", 0, Integer.MAX_VALUE));
        return Reply.empty(204);
    }

    private static String mchid(Call call) {
        return call.path().text("mchid", 1, 32);
    }

    private static String appid(Call call) {
        return call.body().text("appid", 1, Limits.APPID);
    }

    private static String openid(Call call) {
        return call.body().text("openid", 1, Limits.OPENID);
    }
}
