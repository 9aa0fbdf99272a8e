package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Endpoint;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import java.util.List;

/** Calls that play the merchant at its console, and the user: {@link Console} and {@link Users} over HTTP. */
final class ByHand {

    private static final String BASE = "/localpay/busifavor";
    private static final String STOCK = BASE + "/stocks/{stock_id}";

    private final Console console;
    private final Users users;

    ByHand(Console console, Users users) {
        this.console = console;
        this.users = users;
    }

    List<Route> routes() {
        return List.of(
                Route.post(STOCK + "/pause", done(call -> console.pause(stockId(call)))),
                Route.post(STOCK + "/resume", done(call -> console.resume(stockId(call)))),
                Route.post(STOCK + "/stop", done(call -> console.stop(stockId(call)))),
                Route.post(
                        STOCK + "/senders",
                        done(
                                call -> console.allowSender(
                                        stockId(call), call.body().text("mchid", 1, 32)),
                                "mchid")),
                Route.post(STOCK + "/product", done(call -> console.linkProduct(stockId(call)))),
                Route.post(
                        BASE + "/cards",
                        done(
                                call -> console.addCard(text(call.body(), "card_id"), text(call.body(), "mchid")),
                                "card_id",
                                "mchid")),
                Route.delete(
                        STOCK + "/coupons/{coupon_code}",
                        done(call -> users.delete(stockId(call), text(call.path(), "coupon_code")))),
                Route.post(
                        BASE + "/users/{openid}/person",
                        done(
                                call -> users.identify(
                                        text(call.path(), "openid"), call.body().text("person", 1, 128)),
                                "person")));
    }

    /** What is done for a call. */
    @FunctionalInterface
    private interface Effect {
        void of(Call call);
    }

    /** A body may have those fields. */
    private static Endpoint done(Effect effect, String... fields) {
        return call -> {
            call.body().only(fields);
            effect.of(call);
            return Reply.empty(204);
        };
    }

    private static String stockId(Call call) {
        return text(call.path(), "stock_id");
    }

    private static String text(Fields fields, String name) {
        return fields.text(name, 1, Limits.OPENID);
    }
}
