package io.github.fluentpay.client;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what came back: refusals of any shape, and bodies that are verified already. */
final class ReplyReader {

    static final String REQUEST_ID = "Request-ID";

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
        // A code of the platform's speaks for itself where nothing is documented of the endpoint.
        boolean tellsOutcome = safety == RetrySafety.UNKNOWN && (call.facts() != null || error.code() == null);
        return tellsOutcome
                ? new ServiceException(
                        call.endpoint(), error, safety, call.repeat().nextStep())
                : new ServiceException(call.endpoint(), error, safety);
    }

    /** The same refusal, of a call with an earlier attempt that the platform may have performed. */
    static ServiceException refusedInDoubt(Call call, ServiceException refused) {
        return new ServiceException(
                call.endpoint(),
                refused.refused(),
                refused.retrySafety().inAll(true),
                "An earlier attempt of this call is unsettled. " + call.repeat().nextStep());
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
        return switch (error.meaning()) {
            case DECIDED -> RetrySafety.UNSAFE;
            case NOT_ACCEPTED -> RetrySafety.SAFE;
            case UNKNOWN -> call.repeat().afterUnknownOutcome();
        };
    }

    /** A file may come without a type. */
    private static boolean isObject(byte[] body) {
        int at = 0;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
            at++;
        }
        return at < body.length && body[at] == '{';
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
        boolean isJson = type == null
                ? isObject(reply.body())
                : type.toLowerCase(Locale.ROOT).contains("json");
        if (!isJson) {
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
