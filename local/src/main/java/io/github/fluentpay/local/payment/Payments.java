package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.files.FileUrls;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The endpoints of orders, refunds and bills, and what an administrator decides of them: who pays, what becomes of refunds,
 * when bills are there. Safe for many threads.
 */
public final class Payments {

    private static final String REFUNDS = "/v3/refund/domestic/refunds";

    private final Database database;
    private final Clock clock;
    private final Numbers numbers;
    private final PayingUser user;
    private final RefundDesk refundDesk;
    private final BillDesk billDesk;
    private final Bills bills;

    /**
     * Keeps its state in {@code database}, and puts its notifications into {@code outbox}.
     *
     * @param baseUrl where bills are downloaded
     */
    public Payments(Database database, Clock clock, Randomness random, Outbox outbox, Supplier<URI> baseUrl) {
        this.database = database;
        this.clock = clock;
        this.numbers = new Numbers(random);
        this.user = new PayingUser(database, clock, numbers, outbox);
        this.refundDesk = new RefundDesk(database, clock, outbox);
        this.billDesk = new BillDesk(clock);
        this.bills = new Bills(database, clock, numbers, billDesk, baseUrl);
    }

    /** Their routes. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            orders(routes, mode);
        }
        Refunding refunding = new Refunding(database, clock, numbers, refundDesk);
        routes.add(Route.post(REFUNDS, refunding::create));
        routes.add(Route.get(REFUNDS + "/{out_refund_no}", refunding::query));
        routes.add(Route.get("/v3/bill/tradebill", bills::trade));
        routes.add(Route.get(Bills.DOWNLOAD, bills::download).unless(FileUrls::isMadeUp));
        return routes;
    }

    private void orders(List<Route> routes, Mode mode) {
        for (TradeType type : TradeType.values()) {
            CreateOrder create = new CreateOrder(database, clock, numbers, mode, type);
            routes.add(Route.post(mode.base() + "/" + type.path(), create::answer));
        }
        OrderQueries queries = new OrderQueries(database, clock, mode);
        String byNumber = mode.base() + "/out-trade-no/{out_trade_no}";
        routes.add(Route.get(mode.base() + "/id/{transaction_id}", queries::byTransactionId));
        routes.add(Route.get(byNumber, queries::byOutTradeNo));
        routes.add(Route.post(byNumber + "/close", new CloseOrder(database, mode)::answer));
    }

    /** Who pays. */
    public PayingUser user() {
        return user;
    }

    /** What becomes of refunds. */
    public RefundDesk refundDesk() {
        return refundDesk;
    }

    /** When bills are there. */
    public BillDesk billDesk() {
        return billDesk;
    }
}
