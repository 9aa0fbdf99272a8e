package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules for faults as JSON: the kind in {@code fault}, what belongs to it, and the rule's own fields beside it. */
final class FaultJson {

    private enum Kind {
        SLOW,
        RESET,
        HALF_REPLY,
        SPOILT_SIGNATURE,
        PROBE_SIGNATURE,
        WRONG_KEY,
        WRONG_SERIAL,
        UNKNOWN_SERIAL,
        MISSING_HEADER,
        STALE_TIMESTAMP,
        REFUSAL,
        ACCEPTED,
        GATEWAY_PAGE,
        DUPLICATE;

        /** What belongs to each. */
        List<String> fields() {
            return switch (this) {
                case SLOW -> List.of("seconds", "moment");
                case RESET -> List.of("moment");
                case UNKNOWN_SERIAL -> List.of("serial");
                case MISSING_HEADER -> List.of("header");
                case STALE_TIMESTAMP -> List.of("seconds");
                case REFUSAL -> List.of("status", "code", "moment", "retry_after_seconds");
                case GATEWAY_PAGE -> List.of("status", "moment");
                case HALF_REPLY, SPOILT_SIGNATURE, PROBE_SIGNATURE, WRONG_KEY, WRONG_SERIAL, ACCEPTED, DUPLICATE ->
                    List.of();
            };
        }
    }

    private static final List<String> KINDS = words(Kind.values());
    private static final List<String> MOMENTS = words(Moment.values());

    private FaultJson() {}

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(FaultJson::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The rule that a body describes. */
    static FaultRule read(Fields body) {
        Kind kind = Kind.valueOf(body.word("fault", KINDS).toUpperCase(Locale.ROOT));
        body.only(Stream.concat(Stream.of("fault", "method", "path", "mchid", "rate", "times"), kind.fields().stream())
                .toArray(String[]::new));
        FaultRule rule = FaultRule.of(fault(kind, body));
        String method = body.optionalText("method", 1, 32);
        rule = method == null ? rule : rule.method(method);
        String path = body.optionalText("path", 1, 1024);
        rule = path == null ? rule : rule.path(path);
        String mchid = body.optionalText("mchid", 1, 32);
        rule = mchid == null ? rule : rule.mchid(mchid);
        BigDecimal rate = body.optionalDecimal("rate", 0, 1);
        rule = rate == null ? rule : rule.rate(rate.doubleValue());
        Long times = body.optionalInteger("times", 1, Long.MAX_VALUE);
        return times == null ? rule : rule.times(times);
    }

    private static Fault fault(Kind kind, Fields body) {
        return switch (kind) {
            case SLOW -> Fault.slow(AdminCalls.seconds(body, "seconds", 0), moment(body, Moment.BEFORE_EFFECT));
            case RESET -> Fault.reset(requiredMoment(body));
            case HALF_REPLY -> Fault.halfReply();
            case SPOILT_SIGNATURE -> Fault.spoiltSignature();
            case PROBE_SIGNATURE -> Fault.probeSignature();
            case WRONG_KEY -> Fault.wrongKey();
            case WRONG_SERIAL -> Fault.wrongSerial();
            case UNKNOWN_SERIAL -> {
                String serial = body.optionalText("serial", 1, 128);
                yield serial == null ? Fault.unknownSerial() : Fault.unknownSerial(serial);
            }
            case MISSING_HEADER -> Fault.missingHeader(body.text("header", 1, 64));
            case STALE_TIMESTAMP -> {
                Duration age = AdminCalls.optionalSeconds(body, "seconds", -AdminCalls.LONGEST);
                yield age == null ? Fault.staleTimestamp() : Fault.staleTimestamp(age);
            }
            case REFUSAL -> refusal(body);
            case ACCEPTED -> Fault.accepted();
            case GATEWAY_PAGE -> Fault.gatewayPage(status(body), moment(body, Moment.BEFORE_EFFECT));
            case DUPLICATE -> Fault.duplicate();
        };
    }

    private static Fault refusal(Fields body) {
        Fault.Refusal refusal =
                Fault.refusal(status(body), body.text("code", 1, 64), moment(body, Moment.BEFORE_EFFECT));
        Duration retryAfter = AdminCalls.optionalSeconds(body, "retry_after_seconds", 0);
        return retryAfter == null ? refusal : refusal.retryAfter(retryAfter);
    }

    private static int status(Fields body) {
        return (int) body.integer("status", 400, 599);
    }

    private static Moment requiredMoment(Fields body) {
        return Moment.valueOf(body.word("moment", MOMENTS).toUpperCase(Locale.ROOT));
    }

    private static Moment moment(Fields body, Moment unlessTold) {
        return body.has("moment") ? requiredMoment(body) : unlessTold;
    }

    /** The rule as {@link #read} reads it. */
    static JsonObject of(FaultRule rule) {
        JsonObject.Builder json = of(rule.fault()).toBuilder()
                .putIfPresent("method", rule.method().orElse(null))
                .putIfPresent("path", rule.path().orElse(null))
                .putIfPresent("mchid", rule.mchid().orElse(null));
        if (rule.rate() < 1) {
            json.put("rate", AdminCalls.number(rule.rate()));
        }
        rule.times().ifPresent(times -> json.put("times", times));
        return json.build();
    }

    /** The fault alone. */
    static JsonObject of(Fault fault) {
        if (fault instanceof Fault.Slow slow) {
            return json(Kind.SLOW, slow.moment()).with("seconds", AdminCalls.seconds(slow.delay()));
        }
        if (fault instanceof Fault.Reset reset) {
            return json(Kind.RESET, reset.moment());
        }
        if (fault instanceof Fault.UnknownSerial unknown) {
            return json(Kind.UNKNOWN_SERIAL, null).with("serial", unknown.serial());
        }
        if (fault instanceof Fault.MissingHeader missing) {
            return json(Kind.MISSING_HEADER, null).with("header", missing.name());
        }
        if (fault instanceof Fault.StaleTimestamp stale) {
            return json(Kind.STALE_TIMESTAMP, null).with("seconds", AdminCalls.seconds(stale.age()));
        }
        if (fault instanceof Fault.Refusal refusal) {
            JsonObject json = json(Kind.REFUSAL, refusal.moment())
                    .with("status", refusal.status())
                    .with("code", refusal.code());
            Duration retryAfter = refusal.retryAfter();
            return retryAfter == null ? json : json.with("retry_after_seconds", AdminCalls.seconds(retryAfter));
        }
        if (fault instanceof Fault.GatewayPage page) {
            return json(Kind.GATEWAY_PAGE, page.moment()).with("status", page.status());
        }
        return json(plain(fault), null);
    }

    private static Kind plain(Fault fault) {
        if (fault instanceof Fault.HalfReply) {
            return Kind.HALF_REPLY;
        }
        if (fault instanceof Fault.SpoiltSignature) {
            return Kind.SPOILT_SIGNATURE;
        }
        if (fault instanceof Fault.ProbeSignature) {
            return Kind.PROBE_SIGNATURE;
        }
        if (fault instanceof Fault.WrongKey) {
            return Kind.WRONG_KEY;
        }
        if (fault instanceof Fault.WrongSerial) {
            return Kind.WRONG_SERIAL;
        }
        return fault instanceof Fault.Accepted ? Kind.ACCEPTED : Kind.DUPLICATE;
    }

    private static JsonObject json(Kind kind, @Nullable Moment moment) {
        return JsonObject.builder()
                .put("fault", word(kind))
                .putIfPresent("moment", moment == null ? null : word(moment))
                .build();
    }
}
