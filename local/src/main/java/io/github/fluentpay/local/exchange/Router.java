package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.path.NearestPath;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the endpoint of a request. Safe for many threads. */
public final class Router {

    /** Longer than any documented path; comparing one of 30 KB with all of them would take seconds. */
    private static final int LONGEST_COMPARED = 512;

    private final Routes own;
    private final Routes documented;
    private final boolean strict;

    /**
     * Serves these routes.
     *
     * @param own looked at first
     * @param documented the others
     * @param strict whether fields that the documentation does not have are refused; a request to one of {@code own} is
     *     looked up in {@code documented} for that
     */
    public Router(List<Route> own, Collection<Route> documented, boolean strict) {
        this.own = new Routes(own);
        this.documented = new Routes(documented);
        this.strict = strict;
    }

    /**
     * Answers a request whose signature was checked.
     *
     * @param mchid who calls
     * @throws RefusedException to answer with an error, if no endpoint is concerned
     */
    public Reply answer(String mchid, Request request) {
        if (!PercentCode.decode(request.rawPath()).isPresent()) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "The path has a percent escape that is broken or is not UTF-8",
                    Fields.detail("path", "url", "not percent-encoded UTF-8"));
        }
        Route route = find(request).orElseThrow(() -> notServed(request));
        return answer(route, mchid, request)
                .with(Fidelity.HEADER, route.fidelity().text());
    }

    private Reply answer(Route route, String mchid, Request request) {
        try {
            Call call = call(mchid, route, request);
            if (strict) {
                refuseUndocumented(call);
            }
            return route.endpoint().answer(call);
        } catch (RefusedException refused) {
            return Reply.refusing(refused);
        }
    }

    /** Before anything else is said of the fields: a misspelt name is told as such, and not as a missing one. */
    private void refuseUndocumented(Call call) {
        // A request without fields has none to look at; its operation need not be read.
        if (!call.body().object().isEmpty() || !call.query().object().isEmpty()) {
            documented.find(call.request()).ifPresent(route -> route.endpoint().refuseUndocumented(call));
        }
    }

    private Optional<Route> find(Request request) {
        return own.find(request).or(() -> documented.find(request));
    }

    /** The template that a path fits, whatever the method. */
    public Optional<String> template(String rawPath) {
        return own.fitting(rawPath)
                .findFirst()
                .or(() -> documented.fitting(rawPath).findFirst())
                .map(route -> route.path().toString());
    }

    private static Call call(String mchid, Route route, Request request) {
        if (request.upload() != null && !route.endpoint().takesUploads()) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "This path takes JSON, not multipart/form-data",
                    Fields.detail("Content-Type", "header", "not application/json"));
        }
        Map<String, String> variables = route.path().match(request.rawPath()).orElseThrow();
        return new Call(
                mchid,
                new Fields(JsonObject.from(variables), Fields.Place.PATH),
                new Fields(QueryText.parse(request.rawQuery()), Fields.Place.QUERY),
                new Fields(body(request), Fields.Place.BODY),
                request);
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
        String allowed = Stream.concat(own.fitting(request.rawPath()), documented.fitting(request.rawPath()))
                .map(Route::method)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (!allowed.isEmpty()) {
            return new RefusedException(
                    ErrorCode.METHOD_NOT_ALLOWED, "This path takes " + allowed + ", not " + request.method());
        }
        return new RefusedException(ErrorCode.RESOURCE_NOT_EXISTS, "There is no such path" + hint(request.rawPath()));
    }

    private String hint(String rawPath) {
        return ApiV2.successor(rawPath)
                .map(call -> "; it is one of APIv2, and the APIv3 call for it is " + call)
                .or(() ->
                        nearest(rawPath).map(near -> "; the nearest documented path is " + methods(near) + " " + near))
                .orElse("");
    }

    /** The refusal of a request {@linkplain ApiV2#isMeant of APIv2}, which has no signature that could be checked. */
    public RefusedException apiV2(Request request) {
        return new RefusedException(
                ErrorCode.RESOURCE_NOT_EXISTS,
                "There is no such path: LocalPay serves APIv3, and this is a request of APIv2"
                        + ApiV2.successor(request.rawPath())
                                .map(call -> "; the APIv3 call for it is " + call)
                                .orElseGet(() -> hint(request.rawPath())));
    }

    private Optional<String> nearest(String rawPath) {
        return rawPath.length() > LONGEST_COMPARED
                ? Optional.empty()
                : NearestPath.of(
                        rawPath, all().map(route -> route.path().toString()).distinct());
    }

    private Stream<Route> all() {
        return Stream.concat(own.all().stream(), documented.all().stream());
    }

    private String methods(String template) {
        return all().filter(route -> route.path().toString().equals(template))
                .map(Route::method)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
    }
}
