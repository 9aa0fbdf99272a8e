package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The time of a return, which alone says that the coupon was given back; "apply to return a coupon" (申请退券). */
final class ReturnTime {

    private static final String NAME = "wechatpay_return_time";

    private static final String NEXT =
            ". The platform may have returned the coupon. Next: run the same command again with"
                    + " the same --return-request-no, or query the coupon: fluentpay call get"
                    + " v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}";

    /** The names of a reply that is another one than expected. */
    private static final int MOST_NAMES = 10;

    private ReturnTime() {}

    /**
     * Reads it from a verified reply.
     *
     * @throws MalformedMessageException if it is not there, or is no time; the outcome is unknown then
     */
    static String of(Reply reply) {
        JsonObject body = json(reply);
        if (body == null) {
            throw unknown(reply, "the reply is not JSON but " + reply.bytes().length + " bytes of another type");
        }
        JsonValue time = body.get(NAME);
        if (time instanceof JsonString text && isTime(text.value())) {
            return text.value();
        }
        if (time == null) {
            throw unknown(reply, "the reply has no " + NAME + ", but " + names(body));
        }
        throw unknown(reply, NAME + " is not a time such as 2019-09-01T10:20:30+08:00, but " + kind(time));
    }

    private static @Nullable JsonObject json(Reply reply) {
        try {
            return reply.json();
        } catch (IllegalStateException anotherType) {
            return null;
        }
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    /** Names alone: the values may be what must not be printed. */
    private static String names(JsonObject body) {
        if (body.fields().isEmpty()) {
            return "no field at all";
        }
        String names = String.join(
                ", ", body.fields().keySet().stream().limit(MOST_NAMES).toList());
        return "these fields: " + names + (body.fields().size() > MOST_NAMES ? ", …" : "");
    }

    private static String kind(JsonValue value) {
        return value instanceof JsonString text
                ? "a text of " + text.value().length() + " characters"
                : "JSON " + value.getClass().getSimpleName().replace("Json", "").toLowerCase(Locale.ROOT);
    }

    private static MalformedMessageException unknown(Reply reply, String what) {
        return new MalformedMessageException(
                "The coupon's return was answered with HTTP " + reply.status() + ", and " + what + " (Request-ID "
                        + reply.requestId() + ", " + Clients.signer(reply) + ")" + NEXT,
                RetrySafety.UNKNOWN,
                null);
    }
}
