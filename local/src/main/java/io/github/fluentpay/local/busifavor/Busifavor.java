package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.util.List;

/** The endpoints of merchant coupons (商家券). */
public final class Busifavor {

    private static final String BASE = "/v3/marketing/busifavor";

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    /** Keeps its state in {@code database}. */
    public Busifavor(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** Their routes. */
    public List<Route> routes() {
        Stocks stocks = new Stocks(database, clock, random);
        CouponQueries queries = new CouponQueries(database, clock);
        return List.of(
                Route.post(BASE + "/stocks", stocks::create),
                Route.get(BASE + "/stocks/{stock_id}", stocks::get),
                Route.post(BASE + "/coupons/send", new SendCoupon(database, clock, random)::answer),
                Route.post(BASE + "/coupons/use", new UseCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/return", new ReturnCoupon(database, clock)::answer),
                Route.get(BASE + "/users/{openid}/coupons/{coupon_code}/appids/{appid}", queries::one),
                Route.get(BASE + "/users/{openid}/coupons", queries::list));
    }

    /**
     * Loads the documentation's own example, a stock, a coupon that is USED, and one that is SENDED, into a database that
     * has no stock yet.
     */
    public static void loadExample(Database database, String mchid, Clock clock) {
        database.transaction(transaction -> {
            boolean empty = transaction.count("SELECT count(*) FROM busifavor_stocks") == 0;
            if (empty) {
                Example.load(transaction, mchid, clock.instant());
            }
            return empty;
        });
    }
}
