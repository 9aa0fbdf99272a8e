package io.github.fluentpay.client;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what came back: refusals of any shape, and bodies that are verified already. */
final class ReplyReader {

    static final String REQUEST_ID = "Request-ID";

    private static final Set<String> TOO_FREQUENT = Set.of("RATELIMIT_EXCEEDED", "RATE_LIMITED", "FREQUENCY_LIMITED");
    private static final Set<String> MAY_HAVE_ACTED = Set.of("SYSTEM_ERROR", "SERVICE_UNAVAILABLE");

    private ReplyReader() {}

    /** Whatever the body is (JSON, HTML, cut off, nothing), a refusal keeps its status. */
    static ServiceException refusal(Call call, TransportReply reply) {
        JsonObject json = errorBody(reply.body());
        ServiceException.Refused error = new ServiceException.Refused(
                reply.status(),
                text(json, "code"),
                text(json, "message"),
                json.get("detail"),
                reply.headers().first(REQUEST_ID),
                new String(reply.body(), StandardCharsets.UTF_8));
        RetrySafety safety = safetyOf(call, error);
        boolean unknown = safety == RetrySafety.UNKNOWN && call.facts() != null;
        return unknown
                ? new ServiceException(
                        call.endpoint(), error, safety, call.repeat().nextStep())
                : new ServiceException(call.endpoint(), error, safety);
    }

    private static JsonObject errorBody(byte[] body) {
        try {
            return JsonObject.parse(body);
        } catch (InvalidJsonException notThePlatformsForm) {
            return JsonObject.empty();
        }
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString string ? string.value() : null;
    }

    private static RetrySafety safetyOf(Call call, ServiceException.Refused error) {
        if (isTooFrequent(error.status(), error.code())) {
            return RetrySafety.SAFE;
        }
        return mayHaveActed(error.status(), error.code()) ? call.repeat().afterUnknownOutcome() : RetrySafety.UNSAFE;
    }

    /** 429 is documented as "not accepted". */
    static boolean isTooFrequent(int status, @Nullable String code) {
        return status == 429 || (code != null && TOO_FREQUENT.contains(code));
    }

    /** SYSTEM_ERROR may come under 400, so the code counts before the status. */
    static boolean mayHaveActed(int status, @Nullable String code) {
        return status >= 500 || (code != null && MAY_HAVE_ACTED.contains(code));
    }

    /**
     * The JSON of a verified body: an empty object for no body, null for a body of another kind.
     *
     * @throws MalformedMessageException if it should be JSON and is not
     */
    static @Nullable JsonObject json(Call call, TransportReply reply) {
        if (reply.body().length == 0) {
            return JsonObject.empty();
        }
        String type = reply.headers().first("Content-Type");
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
            return null;
        }
        try {
            return JsonObject.parse(reply.body());
        } catch (InvalidJsonException e) {
            throw new MalformedMessageException(
                    "The reply to " + call.endpoint() + " cannot be read: " + e.getMessage()
                            + ". The call was answered with HTTP " + reply.status() + " (Request-ID "
                            + reply.headers().first(REQUEST_ID) + "). "
                            + call.repeat().nextStep(),
                    call.repeat().afterUnknownOutcome(),
                    e);
        }
    }
}
