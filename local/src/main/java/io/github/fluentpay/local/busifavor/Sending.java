package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Period;
import io.github.fluentpay.local.coupon.Quotas;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives users coupons: what all ways of sending and claiming have in common. */
final class Sending {

    private static final int WECHATPAY_CODE_DIGITS = 22;

    private final Clock clock;
    private final Randomness random;
    private final SendNotices notices;

    Sending(Clock clock, Randomness random, SendNotices notices) {
        this.clock = clock;
        this.random = random;
        this.notices = notices;
    }

    /**
     * What is to be sent.
     *
     * @param channel how it gets to the user
     * @param sender the merchant that sends it
     * @param code null unless the merchant chose one
     */
    record Order(
            SendChannel channel,
            String sender,
            String stockId,
            String appid,
            String openid,
            String requestNo,
            @Nullable String code) {}

    /** The order in a call of its sender. */
    static Order order(SendChannel channel, Call call) {
        Fields body = call.body();
        return new Order(
                channel,
                call.mchid(),
                body.text("stock_id", 1, Limits.STOCK_ID),
                body.text("appid", 1, Limits.APPID),
                body.text("openid", 1, Limits.OPENID),
                requestNo(body),
                chosenCode(body));
    }

    static String requestNo(Fields fields) {
        return fields.text("out_request_no", 1, Limits.REQUEST_NO, Limits.NUMBER, Limits.NUMBER_WORDS);
    }

    /**
     * Sends a coupon, once for its request number. "Send a coupon to a user": that is unique in a stock and a user.
     *
     * @param operation which numbers count: those of different operations have nothing to do with each other
     * @param more what a repeat must have the same besides the order itself
     * @param fields where the order came from, to be named in a refusal
     * @param shape makes the reply of stock_id, out_request_no and coupon_code
     */
    Reply once(
            Transaction transaction,
            String operation,
            Order order,
            JsonObject more,
            Fields fields,
            UnaryOperator<JsonObject> shape) {
        String stockId = order.stockId();
        JsonObject.Builder parameters =
                JsonObject.builder().put("appid", order.appid()).putIfPresent("coupon_code", order.code());
        more.fields().forEach(parameters::put);
        return new RequestNumbers(order.sender(), operation, stockId + " " + order.openid())
                .once(transaction, "out_request_no", order.requestNo(), parameters.build(), () -> {
                    Stock stock = Found.sendableStock(transaction, order.sender(), stockId);
                    Coupon coupon = send(transaction, stock, order, fields);
                    return Reply.ok(shape.apply(JsonObject.of(
                            "stock_id", stockId, "out_request_no", order.requestNo(), "coupon_code", coupon.code())));
                });
    }

    /**
     * Writes a coupon, takes from the stock's limits, and tells the stock's creator.
     *
     * @param fields where the order came from, to be named in a refusal
     */
    Coupon send(Transaction transaction, Stock stock, Order order, Fields fields) {
        Instant now = clock.instant();
        if (stock.state() != StockState.RUNNING) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Only coupons of a stock in the state RUNNING are sent; this one is " + stock.state());
        }
        Found.requireOpen(stock, now);
        takeRoom(transaction, stock, order.openid(), now);
        Period.Window window = window(stock, now);
        String code = code(transaction, stock, order.code(), fields, now);
        Coupon coupon = Coupon.sent(
                stock.stockId(),
                code,
                new Coupon.Receipt(order.openid(), order.appid(), order.sender(), order.requestNo(), now),
                window);
        CouponStore.insert(transaction, coupon);
        notices.add(transaction, stock, coupon, order.channel());
        return coupon;
    }

    private static void takeRoom(Transaction transaction, Stock stock, String openid, Instant now) {
        SendRule rule = stock.sendRule();
        String stockId = stock.stockId();
        if (!Stock.QUOTAS.take(transaction, stockId, Quotas.ALL, rule.max())) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "All max_coupons (" + rule.max() + ") coupons of this stock are sent");
        }
        long elsewhere = rule.forPersons() ? Persons.takenByOthers(transaction, stockId, openid) : 0;
        if (elsewhere >= rule.maxPerUser()
                || !Stock.QUOTAS.take(transaction, stockId, Quotas.user(openid), rule.maxPerUser() - elsewhere)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The user has all max_coupons_per_user (" + rule.maxPerUser() + ") coupons of this stock"
                            + (elsewhere > 0 ? ", " + elsewhere + " of them under other accounts" : ""));
        }
        long maxByDay = rule.maxByDay() == null ? Long.MAX_VALUE : rule.maxByDay();
        if (!Stock.QUOTAS.take(transaction, stockId, Quotas.day(now), maxByDay)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "All max_coupons_by_day (" + maxByDay + ") coupons of this stock are sent today");
        }
    }

    private static Period.Window window(Stock stock, Instant now) {
        Period.Window window = stock.period().of(now);
        if (window.from().isAfter(window.until())) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The coupon could never be used: it would be valid from " + BeijingTime.format(window.from())
                            + " on, and the stock's period ends at " + BeijingTime.format(window.until()));
        }
        return window;
    }

    private String code(Transaction transaction, Stock stock, @Nullable String chosen, Fields fields, Instant now) {
        requireCode(stock, chosen, fields);
        if (chosen != null) {
            if (CouponStore.find(transaction, stock.stockId(), chosen).isPresent()) {
                throw new RefusedException(
                        ErrorCode.RESOURCE_ALREADY_EXISTS, "A coupon of this stock has this coupon_code already");
            }
            return chosen;
        }
        return stock.codeMode() == CodeMode.MERCHANT_UPLOAD
                ? uploaded(transaction, stock, now)
                : random.digits(WECHATPAY_CODE_DIGITS);
    }

    /** A merchant names a code exactly where it chooses the codes while sending. */
    static void requireCode(Stock stock, @Nullable String chosen, Fields fields) {
        boolean wanted = stock.codeMode() == CodeMode.MERCHANT_API;
        if (wanted && chosen == null) {
            throw fields.invalid("coupon_code", "is missing: the stock's codes are MERCHANT_API");
        }
        if (!wanted && chosen != null) {
            throw fields.invalid("coupon_code", "must be left out: the stock's codes are " + stock.codeMode());
        }
    }

    private static String uploaded(Transaction transaction, Stock stock, Instant now) {
        UploadedCode code = CodeStore.next(transaction, stock.stockId())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.INVALID_REQUEST, "All uploaded codes of this stock are dispatched; upload more"));
        if (!CodeStore.dispatch(transaction, code, now)) {
            throw Found.changedMeanwhile();
        }
        return code.code();
    }

    /** The code in a request, or null. */
    static @Nullable String chosenCode(Fields fields) {
        return fields.has("coupon_code")
                ? fields.text("coupon_code", 1, Limits.COUPON_CODE, Limits.CODE, Limits.CODE_WORDS)
                : null;
    }
}
