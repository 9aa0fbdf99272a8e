package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** {@code POST …/coupons/{card_id}/send}; documentation page "send a consumption card" (发放消费卡). */
final class SendCard {

    private static final Duration OLDEST = Duration.ofHours(24);
    private static final int CODE_DIGITS = 22;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    SendCard(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        String cardId = call.path().text("card_id", 1, Limits.STOCK_ID);
        String appid = body.text("appid", 1, Limits.APPID);
        String openid = body.text("openid", 1, Limits.OPENID);
        String requestNo = body.text("out_request_no", 1, Limits.REQUEST_NO);
        Instant sendTime = sendTime(body);
        JsonObject parameters = JsonObject.of("card_id", cardId, "appid", appid, "openid", openid);
        // The page says that number and time together are unique.
        RequestNumbers numbers = new RequestNumbers(call.mchid(), "send a card", BeijingTime.format(sendTime));
        return database.transaction(transaction ->
                numbers.once(transaction, "out_request_no", requestNo, parameters, () -> {
                    requireCard(transaction, call.mchid(), cardId);
                    if (sendTime.isBefore(clock.instant().minus(OLDEST))) {
                        throw body.invalid("send_time", "must not be more than 24 hours ago");
                    }
                    return Reply.ok(JsonObject.of("card_code", random.digits(CODE_DIGITS)));
                }));
    }

    private static Instant sendTime(Fields body) {
        Instant time = body.time("send_time");
        if (!OffsetDateTime.parse(body.text("send_time", 1, 32)).getOffset().equals(BeijingTime.OFFSET)) {
            throw body.invalid("send_time", "must be a time of Beijing, with the offset +08:00");
        }
        return time;
    }

    private static void requireCard(Transaction transaction, String mchid, String cardId) {
        String owner = Cards.owner(transaction, cardId)
                .orElseThrow(
                        () -> Found.missing("There is no consumption card with this card_id; LocalPay learns of one by"
                                + " Coupons.addCard, or POST /localpay/busifavor/cards"));
        if (!owner.equals(mchid)) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH, "Merchant " + mchid + " may not send this consumption card: it is another's");
        }
    }
}
