package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST …/transactions/{jsapi,native,app,h5}}; documentation page "JSAPI order" (JSAPI下单) and its siblings. The same
 * order may be asked for again, with all parameters unchanged, until it is paid or closed.
 */
final class CreateOrder {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration USUAL = Duration.ofDays(7);

    private final Database database;
    private final Clock clock;
    private final Numbers numbers;
    private final Mode mode;
    private final TradeType type;

    CreateOrder(Database database, Clock clock, Numbers numbers, Mode mode, TradeType type) {
        this.database = database;
        this.clock = clock;
        this.numbers = numbers;
        this.mode = mode;
        this.type = type;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        @Nullable String subMchid = mode.check(body, call.mchid());
        OrderRules.check(body, mode, type);
        Instant now = clock.instant();
        Order wanted = new Order(
                call.mchid(),
                subMchid,
                body.text("out_trade_no", 6, Limits.OUT_TRADE_NO),
                type,
                body.object(),
                body.object("amount").integer("total", 1, Limits.AMOUNT),
                TradeState.NOTPAY,
                now.getEpochSecond(),
                expiry(body, now).getEpochSecond(),
                null,
                null,
                null);
        return database.transaction(transaction -> decide(transaction, wanted, now));
    }

    /** "JSAPI order": a time_expire out of its limits is moved to the nearer one, and not refused. */
    private Instant expiry(Fields body, Instant now) {
        Instant asked = body.optionalTime("time_expire");
        if (asked == null) {
            return now.plus(USUAL);
        }
        Instant first = now.plus(SHORTEST);
        Instant last = now.plus(type.longest());
        return asked.isBefore(first) ? first : asked.isAfter(last) ? last : asked;
    }

    private Reply decide(Transaction transaction, Order wanted, Instant now) {
        Optional<Order> before = OrderStore.find(transaction, wanted.mchid(), wanted.outTradeNo());
        if (before.isPresent()) {
            requireSame(before.get(), wanted, now);
            return Reply.repeating(prepay(transaction, before.get(), now).toJson());
        }
        OrderStore.insert(transaction, wanted);
        return Reply.ok(prepay(transaction, wanted, now));
    }

    private static void requireSame(Order before, Order wanted, Instant now) {
        if (before.isPaid()) {
            throw new RefusedException(
                    ErrorCode.ORDERPAID,
                    "The order with this out_trade_no is paid; a new order needs a new out_trade_no");
        }
        if (before.state(now) == TradeState.CLOSED) {
            throw new RefusedException(
                    ErrorCode.ORDER_CLOSED,
                    "The order with this out_trade_no is closed; a new order needs a new out_trade_no");
        }
        if (before.tradeType() != wanted.tradeType() || !before.definition().equals(wanted.definition())) {
            throw new RefusedException(
                    ErrorCode.OUT_TRADE_NO_USED,
                    "The number out_trade_no was used before with other parameters; a repeat must be identical, and a"
                            + " new order needs a new number");
        }
    }

    private JsonObject prepay(Transaction transaction, Order order, Instant now) {
        String handle = numbers.handle(type, now);
        OrderStore.addPrepay(transaction, order, handle, now.plus(type.handleLasts()));
        return JsonObject.of(type.handle(), handle);
    }
}
