package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.payment.BillDesk;
import org.jspecify.annotations.Nullable;

/**
 * When bills (账单) are there. By default a day's bill can be asked for on the next day from 10:00 in Beijing on, as LocalPay's
 * clock shows it; a test that cannot wait, and has set no clock, wants it at once. Safe for many threads.
 */
public final class Bills {

    private final BillDesk desk;

    Bills(BillDesk desk) {
        this.desk = desk;
    }

    /** Bills can be asked for at any time: that of the running day too, with what has happened so far. */
    public void atOnce() {
        desk.atOnce(true);
    }

    /** A day's bill is there on the next day from 10:00 on again. */
    public void onTheNextDay() {
        desk.atOnce(false);
    }

    /** The same without Java. */
    Route route() {
        return Route.post(Admin.PREFIX + "bills", this::answer);
    }

    private Reply answer(Call call) {
        call.body().only("at_once");
        @Nullable Boolean atOnce = call.body().optionalBoolean("at_once");
        if (atOnce == null) {
            throw call.body().invalid("at_once", "is missing");
        }
        desk.atOnce(atOnce);
        return Reply.ok(JsonObject.of("at_once", atOnce));
    }
}
