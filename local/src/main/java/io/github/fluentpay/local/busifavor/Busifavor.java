package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.identity.ApiV2Keys;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The endpoints of merchant coupons (商家券). */
public final class Busifavor {

    private static final String BASE = "/v3/marketing/busifavor";
    private static final String STOCK = BASE + "/stocks/{stock_id}";

    private final Database database;
    private final Clock clock;
    private final Randomness random;
    private final Merchants merchants;
    private final ApiV2Keys apiV2Keys;
    private final Sending sending;

    /** Keeps its state in {@code database}, and puts what it tells merchants into {@code outbox}. */
    public Busifavor(Database database, Clock clock, Randomness random, Merchants merchants, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.merchants = merchants;
        this.apiV2Keys = new ApiV2Keys(database, random);
        this.sending = new Sending(clock, random, new SendNotices(outbox));
    }

    /** Their routes. */
    public List<Route> routes() {
        Stocks stocks = new Stocks(database, clock, random);
        CodeQueries codes = new CodeQueries(database, clock);
        CouponQueries queries = new CouponQueries(database, clock);
        AssociateOrder orders = new AssociateOrder(database, clock);
        SubsidyQueries subsidies = new SubsidyQueries(database);
        CouponCallbacks callbacks = new CouponCallbacks(database, clock, merchants);
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
                Route.post(BASE + "/product-coupons/send", new SendProductCoupon(database, sending)::answer),
                Route.post(BASE + "/product-coupons/pre-send", new PreSend(database, random)::answer),
                Route.post(BASE + "/coupons/{card_id}/send", new SendCard(database, clock, random)::answer),
                Route.post(BASE + "/coupons/use", new UseCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/return", new ReturnCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/deactivate", new DeactivateCoupon(database, clock)::answer),
                Route.post(BASE + "/coupons/associate", orders::associate),
                Route.post(BASE + "/coupons/disassociate", orders::disassociate),
                Route.get(BASE + "/users/{openid}/coupons/{coupon_code}/appids/{appid}", queries::one),
                Route.get(BASE + "/users/{openid}/coupons", queries::list),
                Route.post(BASE + "/subsidy/pay-receipts", new PaySubsidy(database, clock, random)::answer),
                Route.get(BASE + "/subsidy/pay-receipts", subsidies::list),
                Route.get(BASE + "/subsidy/pay-receipts/{subsidy_receipt_id}", subsidies::one),
                Route.post(BASE + "/subsidy/return-receipts", new ReturnSubsidy(database, clock, random)::answer),
                Route.get(BASE + "/subsidy/return-receipts/{subsidy_return_receipt_id}", subsidies::oneReturn),
                Route.post(BASE + "/callbacks", callbacks::set),
                Route.get(BASE + "/callbacks", callbacks::get));
    }

    /** What merchants do in their console. */
    public Console console() {
        return new Console(database);
    }

    /** What users do with coupons. */
    public Users users() {
        return new Users(database, clock);
    }

    /** How users take coupons themselves. */
    public Claims claims() {
        return new Claims(database, sending, new ClaimSignature(apiV2Keys));
    }

    /** How coupons jump to mini-programs. */
    public Jump jump() {
        return new Jump(database, merchants, random);
    }

    /** Calls about LocalPay itself, which do the same. */
    public List<Route> adminRoutes() {
        List<Route> routes = new ArrayList<>(new ByHand(console(), users()).routes());
        routes.addAll(new ClaimsByHand(claims(), jump(), apiV2Keys).routes());
        return routes;
    }

    /** What merchants sign with that users bring. */
    public ApiV2Keys apiV2Keys() {
        return apiV2Keys;
    }

    /**
     * Loads the documentation's own example, a stock, a coupon that is USED, and one that is SENDED, if there is no stock
     * yet; answers whether there was none.
     */
    public static boolean loadExample(Transaction transaction, String mchid, Clock clock) {
        boolean empty = transaction.count("SELECT count(*) FROM busifavor_stocks") == 0;
        if (empty) {
            Example.load(transaction, mchid, clock.instant());
        }
        return empty;
    }
}
