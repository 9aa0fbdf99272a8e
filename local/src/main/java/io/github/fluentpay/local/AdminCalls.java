package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Endpoint;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all calls about LocalPay itself have in common: the Java API says what is wrong, the caller is told. */
final class AdminCalls {

    /** In seconds: some thirty years. */
    static final double LONGEST = 1_000_000_000;

    private static final int PAGE = 100;

    private AdminCalls() {}

    /** Answers with 200 and that object; with 400 if the API refuses an argument, or the moment. */
    static Endpoint answering(Function<Call, JsonObject> answer) {
        return call -> Reply.ok(told(() -> answer.apply(call)));
    }

    /** Answers with 204 once it is done; refuses likewise. */
    static Endpoint doing(Effect effect) {
        return call -> told(() -> {
            effect.of(call);
            return Reply.empty(204);
        });
    }

    /** What is done for a call. */
    @FunctionalInterface
    interface Effect {
        void of(Call call);
    }

    /** An answer, or its refusal. */
    @FunctionalInterface
    private interface Answer<T> {
        T get();
    }

    private static <T> T told(Answer<T> answer) {
        try {
            return answer.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.PARAM_ERROR, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** A required time in seconds. */
    static Duration seconds(Fields fields, String name, double least) {
        Duration time = optionalSeconds(fields, name, least);
        if (time == null) {
            throw fields.invalid(name, "is missing");
        }
        return time;
    }

    /** A time in seconds, with a fraction or without, or null. */
    static @Nullable Duration optionalSeconds(Fields fields, String name, double least) {
        BigDecimal seconds = fields.optionalDecimal(name, least, LONGEST);
        return seconds == null
                ? null
                : Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    static BigDecimal seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    /** A required share, from 0 to 1. */
    static double share(Fields fields, String name) {
        BigDecimal share = fields.optionalDecimal(name, 0, 1);
        if (share == null) {
            throw fields.invalid(name, "is missing");
        }
        return share.doubleValue();
    }

    static BigDecimal number(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** The last ones of a list, as many as the query's {@code limit} says. */
    static <T> List<T> newest(List<T> all, Call call) {
        Long limit = call.query().optionalInteger("limit", 1, Integer.MAX_VALUE);
        return all.subList(Math.max(0, all.size() - (limit == null ? PAGE : limit.intValue())), all.size());
    }

    static JsonArray array(List<JsonObject> objects) {
        return JsonArray.of(objects.toArray());
    }
}
