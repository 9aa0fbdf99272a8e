package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the endpoint of a request. Immutable. */
public final class Router {

    /** A path this close to a known one is taken for a slip of the pen. */
    private static final int CLOSE = 12;

    private final List<Route> routes;

    /** Serves these routes. */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Answers a request whose signature was checked.
     *
     * @param mchid who calls
     * @throws RefusedException to answer with an error
     */
    public Reply answer(String mchid, Request request) {
        if (!PercentCode.decode(request.rawPath()).isPresent()) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "The path has a percent escape that is broken or is not UTF-8",
                    Fields.detail("path", "url", "not percent-encoded UTF-8"));
        }
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.path().match(request.rawPath());
            if (variables.isPresent() && route.method().equals(request.method())) {
                return route.endpoint().answer(call(mchid, variables.get(), request));
            }
        }
        throw notServed(request);
    }

    /** The template that a path fits, whatever the method. */
    public Optional<String> template(String rawPath) {
        return routes.stream()
                .filter(route -> route.path().match(rawPath).isPresent())
                .map(route -> route.path().toString())
                .findFirst();
    }

    private static Call call(String mchid, Map<String, String> variables, Request request) {
        return new Call(
                mchid,
                new Fields(JsonObject.from(variables), Fields.Place.PATH),
                new Fields(QueryText.parse(request.rawQuery()), Fields.Place.QUERY),
                new Fields(body(request), Fields.Place.BODY),
                request.header(SignatureHeaders.SERIAL));
    }

    private static JsonObject body(Request request) {
        if (request.body().length == 0) {
            return JsonObject.empty();
        }
        // "Protocol rules" (基本规则): UTF-8 of one to three bytes a character. Four-byte sequences start at 0xF0.
        for (byte b : request.body()) {
            if ((b & 0xFF) >= 0xF0) {
                throw new RefusedException(
                        ErrorCode.PARAM_ERROR,
                        "The body has a character outside Unicode's basic plane (an emoji, for example): the platform"
                                + " takes UTF-8 of at most three bytes a character",
                        Fields.detail("", "body", "character of four bytes"));
            }
        }
        JsonObject body;
        try {
            body = JsonObject.parse(request.body());
        } catch (InvalidJsonException e) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "The body is not a JSON object: " + e.getMessage(),
                    Fields.detail("", "body", "not a JSON object"));
        }
        // An escaped pair of surrogates is the same character by another way.
        if (body.toJson().codePoints().anyMatch(point -> point > 0xFFFF)) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "The body has a character outside Unicode's basic plane, written as an escape: the platform takes"
                            + " UTF-8 of at most three bytes a character",
                    Fields.detail("", "body", "character of four bytes"));
        }
        return body;
    }

    private RefusedException notServed(Request request) {
        String allowed = routes.stream()
                .filter(route -> route.path().match(request.rawPath()).isPresent())
                .map(Route::method)
                .collect(Collectors.joining(", "));
        if (!allowed.isEmpty()) {
            return new RefusedException(
                    ErrorCode.METHOD_NOT_ALLOWED, "This path takes " + allowed + ", not " + request.method());
        }
        Route nearest = routes.stream()
                .min(Comparator.comparingInt(route -> route.path().distance(request.rawPath())))
                .orElseThrow();
        String hint = nearest.path().distance(request.rawPath()) <= CLOSE
                ? "; the nearest path that it serves is " + nearest.method() + " " + nearest.path()
                : "; its README lists what it serves";
        return new RefusedException(ErrorCode.RESOURCE_NOT_EXISTS, "LocalPay does not serve this path yet" + hint);
    }
}
