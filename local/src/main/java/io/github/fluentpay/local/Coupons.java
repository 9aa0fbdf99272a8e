package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.busifavor.Busifavor;
import io.github.fluentpay.local.busifavor.Claims;
import io.github.fluentpay.local.busifavor.Console;
import io.github.fluentpay.local.busifavor.Jump;
import io.github.fluentpay.local.busifavor.Redeemed;
import io.github.fluentpay.local.busifavor.Users;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.identity.ApiV2Keys;
import java.net.URI;
import java.util.function.Supplier;

/**
 * What happens to merchant coupons (商家券) without a documented endpoint: what merchants do in their console, and users in
 * their card wallet. Each method throws {@link IllegalStateException} if it cannot be done; the message says why. Safe for
 * many threads.
 *
 * <pre>{@code
 * localPay.coupons().pause("1234567891");                 // nothing of this stock is sent for now
 * localPay.coupons().delete("1234567891", "sxxe34343435"); // the user removes this coupon
 * }</pre>
 */
public final class Coupons {

    private final Console console;
    private final Users users;
    private final Claims claims;
    private final Jump jump;
    private final ApiV2Keys keys;

    Coupons(Busifavor busifavor) {
        this.console = busifavor.console();
        this.users = busifavor.users();
        this.claims = busifavor.claims();
        this.jump = busifavor.jump();
        this.keys = busifavor.apiV2Keys();
    }

    /** Pauses a stock: nothing of it is sent until {@link #resume}. */
    public void pause(String stockId) {
        run(() -> console.pause(stockId));
    }

    /** Ends a pause. */
    public void resume(String stockId) {
        run(() -> console.resume(stockId));
    }

    /** Stops a stock: nothing of it is sent ever again, and what was sent can be used. */
    public void stop(String stockId) {
        run(() -> console.stop(stockId));
    }

    /** Lets another merchant send a stock's coupons; it may query those that it sent, and nothing else. */
    public void allowSender(String stockId, String mchid) {
        run(() -> console.allowSender(stockId, mchid));
    }

    /** The user removes a coupon from the card wallet (卡包): its state is DELETED from then on. */
    public void delete(String stockId, String couponCode) {
        run(() -> users.delete(stockId, couponCode));
    }

    /**
     * Tells that a user is a certain natural person: stocks with {@code natural_person_limit} count all users who are the
     * same person as one.
     *
     * @param person any name for them
     */
    public void identify(String openid, String person) {
        run(() -> users.identify(openid, person));
    }

    /**
     * A new stock with coupons that a user got and used, as a campaign leaves them behind: in one step, where calls would
     * take two for each.
     *
     * @param mchid who made, sent and took them
     * @param count how many, from 1 to a million
     */
    public RedeemedCoupons redeemed(String mchid, int count) {
        if (count < 1 || count > 1_000_000) {
            throw new IllegalArgumentException("count is " + count + "; it is from 1 to 1000000");
        }
        Redeemed redeemed = users.redeem(mchid, count);
        return new RedeemedCoupons(redeemed.stockId(), redeemed.codes(), redeemed.openid(), redeemed.appid());
    }

    /**
     * Links a stock to a product (商品券): its coupons can be sent and offered by the endpoints under
     * {@code …/busifavor/product-coupons} from then on.
     */
    public void linkProduct(String stockId) {
        run(() -> console.linkProduct(stockId));
    }

    /** Makes a consumption card (消费卡) that this merchant can send. */
    public void addCard(String cardId, String mchid) {
        run(() -> console.addCard(cardId, mchid));
    }

    /**
     * The merchant's APIv2 key (APIv2密钥), which signs the page for browsers and the mini-program plug-in; made when it is
     * first asked for. A secret, worth nothing outside LocalPay.
     */
    public String apiV2Key(String mchid) {
        return call(() -> keys.of(mchid));
    }

    /**
     * Sets the merchant's APIv2 key, as it does in its console.
     *
     * @param key 32 characters
     */
    public void apiV2Key(String mchid, String key) {
        run(() -> keys.set(mchid, key));
    }

    /**
     * The user opens the page for browsers (H5发券): its signature is checked, and the user gets the coupon, or the one that
     * this {@code out_request_no} brought before.
     *
     * @param url {@code https://action.weixin.qq.com/busifavor/getcouponinfo?…#wechat_pay&wechat_redirect}, all of it
     * @param appid under which the URL's {@code open_id} is the user's
     * @return stock_id, out_request_no and coupon_code
     */
    public JsonObject openPage(URI url, String appid) {
        return call(() -> claims.openPage(url.toString(), appid));
    }

    /**
     * The user takes coupons in a mini-program with the plug-in (小程序发券插件): its signature is checked, and each coupon
     * succeeds or fails by itself.
     *
     * @param appid the mini-program's
     * @param parameters the plug-in's: send_coupon_params, send_coupon_merchant, sign
     * @return {@code send_coupon_result}: stock_id, out_request_no, code and message of each, and the coupon_code if code is
     *     {@code SUCCESS}
     */
    public JsonObject runPlugin(String appid, String openid, JsonObject parameters) {
        return call(() -> claims.runPlugin(appid, openid, parameters));
    }

    /**
     * The user takes, in a mini-program, what {@code …/product-coupons/pre-send} offered.
     *
     * @param token as it answered
     * @return the coupon's code, the same each time
     */
    public String redeem(String token, String openid) {
        return call(() -> claims.redeem(token, openid));
    }

    /**
     * How the coupon opens a mini-program from the card wallet.
     *
     * @return {@code appid}, and {@code path} with stock_id, openid, nonce, associate and ciphertext: the coupon's code,
     *     sealed with the APIv3 key of the stock's creator
     */
    public JsonObject jump(String stockId, String couponCode) {
        return call(() -> jump.of(stockId, couponCode));
    }

    private static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }
}
