package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The endpoints of product coupons (商品券) that keep state. */
public final class ProductCoupons {

    private static final String BASE = "/v3/marketing/partner/product-coupon";
    private static final String PRODUCT = BASE + "/product-coupons/{product_coupon_id}";
    private static final String STOCK = PRODUCT + "/stocks/{stock_id}";
    private static final String USER_COUPONS = BASE + "/users/{openid}/coupons";
    private static final String USER_COUPON = USER_COUPONS + "/{coupon_code}";

    private final Database database;
    private final Clock clock;
    private final Randomness random;
    private final Outbox outbox;

    /** Keeps its state in {@code database}, and what it tells partners in {@code outbox}. */
    public ProductCoupons(Database database, Clock clock, Randomness random, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.outbox = outbox;
    }

    /** Their routes. */
    public List<Route> routes() {
        NotifyAddresses addresses = new NotifyAddresses(database, clock);
        Stocks stocks = new Stocks(database, clock, random);
        Products products = new Products(database, clock, random, stocks);
        CouponMoves moves = new CouponMoves(database, clock);
        CouponQueries queries = new CouponQueries(database, clock);
        return List.of(
                Route.post(BASE + "/notify-configs", addresses::set),
                Route.get(BASE + "/notify-configs", addresses::get),
                Route.post(BASE + "/product-coupons", products::create),
                Route.get(PRODUCT, products::get),
                Route.post(PRODUCT + "/deactivate", products::deactivate),
                Route.post(PRODUCT + "/stocks", stocks::add),
                Route.get(STOCK, stocks::get),
                Route.post(STOCK + "/deactivate", stocks::deactivate),
                Route.post(STOCK + "/upload-coupon-codes", stocks::uploadCodes),
                Route.post(USER_COUPONS, new SendCoupon(database, clock, random, outbox)::answer),
                Route.get(USER_COUPONS, queries::list),
                Route.get(USER_COUPON, queries::one),
                Route.post(USER_COUPON + "/confirm", moves::confirm),
                Route.post(USER_COUPON + "/use", moves::use),
                Route.post(USER_COUPON + "/return", moves::giveBack),
                Route.post(USER_COUPON + "/deactivate", moves::deactivate));
    }

    /** Calls about LocalPay itself: a user deletes a coupon, which no documented endpoint does. */
    public List<Route> adminRoutes() {
        return List.of(Route.delete("/localpay/product-coupon/stocks/{stock_id}/coupons/{coupon_code}", call -> {
            delete(call.path().text("stock_id", 1, Limits.ID), call.path().text("coupon_code", 1, Limits.COUPON_CODE));
            return Reply.empty(204);
        }));
    }

    private void delete(String stockId, String code) {
        database.transaction(transaction -> {
            Instant now = clock.instant();
            UserCoupon coupon = UserCouponStore.find(transaction, stockId, code)
                    .orElseThrow(() -> Found.missing("There is no coupon with this coupon_code of this stock"));
            if (!UserCouponStore.move(transaction, coupon, UserCouponState.DELETED, coupon.history(), now)) {
                throw Trouble.ILLEGAL_STATE.refusal(
                        "A coupon in the state " + coupon.state(now) + " cannot be deleted");
            }
            return true;
        });
    }
}
