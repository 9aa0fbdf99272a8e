package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.util.List;

/** The endpoints of merchant coupons (商家券). */
public final class Busifavor {

    private static final String BASE = "/v3/marketing/busifavor";
    private static final String STOCK = BASE + "/stocks/{stock_id}";

    private final Database database;
    private final Clock clock;
    private final Randomness random;
    private final Sending sending;

    /** Keeps its state in {@code database}. */
    public Busifavor(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.sending = new Sending(clock, random);
    }

    /** Their routes. */
    public List<Route> routes() {
        Stocks stocks = new Stocks(database, clock, random);
        CodeQueries codes = new CodeQueries(database, clock);
        CouponQueries queries = new CouponQueries(database, clock);
        AssociateOrder orders = new AssociateOrder(database, clock);
        return List.of(
                Route.post(BASE + "/stocks", stocks::create),
                Route.get(STOCK, stocks::get),
                Route.patch(STOCK, new ModifyStock(database, clock)::answer),
                Route.patch(STOCK + "/budget", new ChangeBudget(database, clock)::answer),
                Route.post(STOCK + "/couponcodes", new UploadCodes(database, clock, random)::answer),
                Route.get(STOCK + "/couponcodes", codes::list),
                Route.get(STOCK + "/couponcodes/{coupon_code}", codes::one),
                Route.delete(STOCK + "/couponcodes/{coupon_code}", new DeleteCode(database, clock)::answer),
                Route.post(BASE + "/coupons/send", new SendCoupon(database, sending)::answer),
                Route.post(BASE + "/coupons/use", new UseCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/return", new ReturnCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/deactivate", new DeactivateCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/associate", orders::associate),
                Route.post(BASE + "/coupons/disassociate", orders::disassociate),
                Route.get(BASE + "/users/{openid}/coupons/{coupon_code}/appids/{appid}", queries::one),
                Route.get(BASE + "/users/{openid}/coupons", queries::list));
    }

    /** What merchants do in their console. */
    public Console console() {
        return new Console(database);
    }

    /** What users do with coupons. */
    public Users users() {
        return new Users(database, clock);
    }

    /** Calls about LocalPay itself, which do the same. */
    public List<Route> adminRoutes() {
        return new ByHand(console(), users()).routes();
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
