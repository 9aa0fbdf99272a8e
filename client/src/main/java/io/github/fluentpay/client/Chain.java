package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint on the way to a call. Each step is an immutable value: keep it, share it between threads, branch it.
 * Nothing is sent before a verb.
 *
 * <pre>{@code
 * Chain coupons = pay.chain("v3/marketing/busifavor/users/{openid}/coupons").path("openid", openid);
 * Reply usable = coupons.query("appid", appid).query("coupon_state", "SENDED").get();
 * CompletableFuture<Reply> used = coupons.query("appid", appid).query("coupon_state", "USED").getAsync();
 * }</pre>
 *
 * <p>What a step is given goes to the platform unchanged; it is percent-encoded, and that is all. Wrong input is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} before anything is sent.
 *
 * <p><b>Synchronous verbs</b> block until the reply is verified. They end in a {@link Reply} for every 2xx status (200,
 * 202 and 204 among them), else in one of the four kinds of
 * {@link io.github.fluentpay.protocol.WechatPayException}. An interrupt ends the call as a {@code TransportException};
 * the thread's flag stays set. <b>Asynchronous verbs</b> fail with the same exceptions, unwrapped; cancelling the future
 * ends the exchange. Their continuations run on FluentPay's own callback threads.
 *
 * <p><b>Bodies</b>: a {@link JsonObject}; a {@code Map}, converted as {@link JsonObject#from(Map)}; JSON text, which has
 * to be one object and is sent as it is, or written anew if something in it is sealed; an upload; or none.
 */
public final class Chain {

    private final Exchange exchange;
    private final PathTemplate path;
    private final Map<String, String> pathValues;
    private final QueryString query;
    private final Map<String, String> headers;
    private final FieldMarks marks;
    private final @Nullable Duration timeout;
    private final @Nullable RetryPolicy retry;

    Chain(Exchange exchange, PathTemplate path) {
        this(exchange, path, Map.of(), QueryString.EMPTY, Map.of(), FieldMarks.NONE, null, null);
    }

    private Chain(
            Exchange exchange,
            PathTemplate path,
            Map<String, String> pathValues,
            QueryString query,
            Map<String, String> headers,
            FieldMarks marks,
            @Nullable Duration timeout,
            @Nullable RetryPolicy retry) {
        this.exchange = exchange;
        this.path = path;
        this.pathValues = pathValues;
        this.query = query;
        this.headers = headers;
        this.marks = marks;
        this.timeout = timeout;
        this.retry = retry;
    }

    /** One segment further, or several: {@code at("coupons").at("{coupon_code}")}. */
    public Chain at(String segment) {
        Objects.requireNonNull(segment, "segment");
        return new Chain(exchange, path.below(segment), pathValues, query, headers, marks, timeout, retry);
    }

    /**
     * Fills a placeholder with a raw value: a string, whole number, decimal or boolean.
     *
     * @throws IllegalArgumentException if the path has no such placeholder, or the value is null, blank, or of another
     *     type
     */
    public Chain path(String name, Object value) {
        Objects.requireNonNull(name, "name");
        if (!path.placeholders().contains(name)) {
            throw new IllegalArgumentException("The path " + path.text() + " has no placeholder {" + name + "}"
                    + (path.placeholders().isEmpty() ? "" : "; it has " + path.placeholders()));
        }
        String text = Values.text("{" + name + "} of " + path.text(), value);
        return new Chain(exchange, path, with(pathValues, name, text), query, headers, marks, timeout, retry);
    }

    /**
     * Adds a query parameter; the same name again adds another. A list adds one for each of its items; a
     * {@code JsonObject} or {@code Map} is sent as its JSON text, as the platform takes nested parameters.
     *
     * @throws IllegalArgumentException if the value is null, blank, empty, or of another type
     */
    public Chain query(String name, Object value) {
        return asking(query.with(name, value, path.text()));
    }

    /**
     * Adds a query parameter that the platform takes sealed (敏感信息加密), as {@link #encrypting(String...)} does with
     * fields of the body: give the plain value, it is sealed at the verb.
     *
     * @throws IllegalArgumentException if the value is null or blank
     */
    public Chain queryEncrypting(String name, String value) {
        return asking(query.withSensitive(name, value, path.text()));
    }

    /**
     * Adds a query parameter as {@link #query} does, although it is documented as sensitive: it leaves in the clear.
     *
     * @throws IllegalArgumentException if the value is null or blank
     */
    public Chain queryInTheClear(String name, String value) {
        return asking(query.withInTheClear(name, value, path.text()));
    }

    /**
     * Names the sensitive fields of the body by JSON pointers, {@code *} for every element of an array:
     * {@code encrypting("/name", "/receivers/*}{@code /name")}. Each verb seals (敏感信息加密) the strings found there, all
     * with the platform's key that {@code Wechatpay-Serial} then names, in place of a value set by hand; a pointer that
     * finds nothing is passed over. Called again, it adds. A documented sensitive field that leaves unsealed is refused,
     * unless {@link #sendingInTheClear} names it, or its value is a sealed one already.
     *
     * <p>The verb throws {@link IllegalArgumentException} if a pointer finds something that is no string or is too long
     * to seal, and {@link IllegalStateException} if the client has no key to seal with, or an upload is to be sealed.
     *
     * @throws IllegalArgumentException if a pointer does not start with a slash
     */
    public Chain encrypting(String... pointers) {
        return encrypting(List.of(pointers));
    }

    /** As {@link #encrypting(String...)}. */
    public Chain encrypting(Collection<String> pointers) {
        return marked(marks.encrypting(pointers));
    }

    /**
     * Lets sensitive fields of the body leave as they are: in the clear, or in a sealed form that FluentPay does not
     * recognise. The verb otherwise refuses a documented sensitive field whose value is neither to be sealed nor sealed
     * already. Named by JSON pointers, as with {@link #encrypting(String...)}; called again, it adds.
     *
     * @throws IllegalArgumentException if a pointer does not start with a slash
     */
    public Chain sendingInTheClear(String... pointers) {
        return marked(marks.inTheClear(List.of(pointers)));
    }

    private Chain asking(QueryString more) {
        return new Chain(exchange, path, pathValues, more, headers, marks, timeout, retry);
    }

    private Chain marked(FieldMarks more) {
        return new Chain(exchange, path, pathValues, query, headers, more, timeout, retry);
    }

    /**
     * Sets a request header, in place of FluentPay's own where it has one of that name.
     *
     * @throws IllegalArgumentException if the name is not a header's name, the value has a control or non-ASCII
     *     character, or the header is part of the exchange itself ({@code Authorization}, {@code Host}, …)
     */
    public Chain header(String name, String value) {
        RequestHeaders.check(name, value);
        return new Chain(exchange, path, pathValues, query, with(headers, name, value), marks, timeout, retry);
    }

    /** How long this call may take in all, in place of {@link ClientBuilder#callTimeout}; at most a day. */
    public Chain timeout(Duration timeout) {
        return new Chain(
                exchange,
                path,
                pathValues,
                query,
                headers,
                marks,
                Timeouts.checked("The call's timeout", timeout),
                retry);
    }

    /** How often this call may be made again, in place of {@link ClientBuilder#retry}. */
    public Chain retry(RetryPolicy retry) {
        Objects.requireNonNull(retry, "retry");
        return new Chain(exchange, path, pathValues, query, headers, marks, timeout, retry);
    }

    /** Sends {@code GET}. */
    public Reply get() {
        return exchange.await(call("GET"));
    }

    /** Sends {@code GET}, asynchronously. */
    public CompletableFuture<Reply> getAsync() {
        return exchange.start(call("GET"));
    }

    /** Sends {@code DELETE}. */
    public Reply delete() {
        return exchange.await(call("DELETE"));
    }

    /** Sends {@code DELETE}, asynchronously. */
    public CompletableFuture<Reply> deleteAsync() {
        return exchange.start(call("DELETE"));
    }

    /** Sends {@code DELETE} with a body, which a few endpoints want. */
    public Reply delete(JsonObject body) {
        return exchange.await(call("DELETE", body));
    }

    /** Sends {@code DELETE} with the map as JSON. */
    public Reply delete(Map<String, ?> body) {
        return delete(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code DELETE} with this JSON text as it is. */
    public Reply delete(String json) {
        return exchange.await(call("DELETE", json));
    }

    /** Sends {@code DELETE} with a body, asynchronously. */
    public CompletableFuture<Reply> deleteAsync(JsonObject body) {
        return exchange.start(call("DELETE", body));
    }

    /** Sends {@code DELETE} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> deleteAsync(Map<String, ?> body) {
        return deleteAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code DELETE} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> deleteAsync(String json) {
        return exchange.start(call("DELETE", json));
    }

    /** Sends {@code POST} without a body. */
    public Reply post() {
        return exchange.await(call("POST"));
    }

    /** Sends {@code POST}. */
    public Reply post(JsonObject body) {
        return exchange.await(call("POST", body));
    }

    /** Sends {@code POST} with the map as JSON. */
    public Reply post(Map<String, ?> body) {
        return post(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code POST} with this JSON text as it is. */
    public Reply post(String json) {
        return exchange.await(call("POST", json));
    }

    /** Sends {@code POST} with an upload: the whole of it is sent, its meta information is signed. */
    public Reply post(Multipart upload) {
        return exchange.await(call("POST", upload));
    }

    /** Sends {@code POST} without a body, asynchronously. */
    public CompletableFuture<Reply> postAsync() {
        return exchange.start(call("POST"));
    }

    /** Sends {@code POST}, asynchronously. */
    public CompletableFuture<Reply> postAsync(JsonObject body) {
        return exchange.start(call("POST", body));
    }

    /** Sends {@code POST} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> postAsync(Map<String, ?> body) {
        return postAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code POST} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> postAsync(String json) {
        return exchange.start(call("POST", json));
    }

    /** Sends {@code POST} with an upload, asynchronously. */
    public CompletableFuture<Reply> postAsync(Multipart upload) {
        return exchange.start(call("POST", upload));
    }

    /** Sends {@code PUT} without a body. */
    public Reply put() {
        return exchange.await(call("PUT"));
    }

    /** Sends {@code PUT}. */
    public Reply put(JsonObject body) {
        return exchange.await(call("PUT", body));
    }

    /** Sends {@code PUT} with the map as JSON. */
    public Reply put(Map<String, ?> body) {
        return put(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PUT} with this JSON text as it is. */
    public Reply put(String json) {
        return exchange.await(call("PUT", json));
    }

    /** Sends {@code PUT} without a body, asynchronously. */
    public CompletableFuture<Reply> putAsync() {
        return exchange.start(call("PUT"));
    }

    /** Sends {@code PUT}, asynchronously. */
    public CompletableFuture<Reply> putAsync(JsonObject body) {
        return exchange.start(call("PUT", body));
    }

    /** Sends {@code PUT} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> putAsync(Map<String, ?> body) {
        return putAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PUT} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> putAsync(String json) {
        return exchange.start(call("PUT", json));
    }

    /** Sends {@code PATCH} without a body. */
    public Reply patch() {
        return exchange.await(call("PATCH"));
    }

    /** Sends {@code PATCH}. */
    public Reply patch(JsonObject body) {
        return exchange.await(call("PATCH", body));
    }

    /** Sends {@code PATCH} with the map as JSON. */
    public Reply patch(Map<String, ?> body) {
        return patch(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PATCH} with this JSON text as it is. */
    public Reply patch(String json) {
        return exchange.await(call("PATCH", json));
    }

    /** Sends {@code PATCH} without a body, asynchronously. */
    public CompletableFuture<Reply> patchAsync() {
        return exchange.start(call("PATCH"));
    }

    /** Sends {@code PATCH}, asynchronously. */
    public CompletableFuture<Reply> patchAsync(JsonObject body) {
        return exchange.start(call("PATCH", body));
    }

    /** Sends {@code PATCH} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> patchAsync(Map<String, ?> body) {
        return patchAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PATCH} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> patchAsync(String json) {
        return exchange.start(call("PATCH", json));
    }

    private Call call(String method) {
        return call(method, (sealing, sensitive) -> Body.NONE, query::has);
    }

    private Call call(String method, JsonObject body) {
        Objects.requireNonNull(body, "body");
        return call(
                method,
                (sealing, sensitive) -> Body.of(marks.sealed(body, sealing, sensitive)),
                Repeat.fieldsWithValue(body));
    }

    private Call call(String method, String json) {
        Objects.requireNonNull(json, "json");
        return call(
                method,
                (sealing, sensitive) -> {
                    JsonObject body = JsonObject.parse(json);
                    JsonObject sealed = marks.sealed(body, sealing, sensitive);
                    return sealed.equals(body) ? Body.ofText(json) : Body.of(sealed);
                },
                name -> Repeat.fieldsWithValue(JsonObject.parse(json)).test(name));
    }

    private Call call(String method, Multipart upload) {
        Objects.requireNonNull(upload, "upload");
        if (!marks.encrypting().isEmpty()) {
            throw new IllegalStateException(method + " " + path.text()
                    + " is an upload, whose meta information cannot be sealed; leave .encrypting(…) out");
        }
        Body encoded = upload.encoded();
        return call(method, (sealing, sensitive) -> encoded, name -> false);
    }

    /** 1. Path, query and body become what is signed and sent, sensitive values sealed. */
    private Call call(String method, BiFunction<Sealing, SensitiveFields, Body> body, Predicate<String> has) {
        EndpointFacts asWritten = exchange.endpoints().find(method, path.text());
        String endpoint = method + " " + path.text();
        exchange.signer(endpoint, path.text());
        String own = path.expand(pathValues);
        EndpointFacts facts = asWritten == null ? exchange.endpoints().asSent(method, own) : asWritten;
        SensitiveFields sensitive = exchange.endpoints().sensitive(facts, method, own);
        Route route = exchange.endpoints().route(facts);
        String front = route.prefix() + (route.path() == null ? own : "/" + route.path());
        Call.Content content = sealing -> {
            String url = front + query.onTheWire(sealing, sensitive);
            return new Call.Encoded(url, body.apply(sealing, sensitive), sealing.serial());
        };
        // Also what a call would be refused for is found now, and not when it is under way.
        Sealing sealing = exchange.sealing(endpoint);
        Call.Encoded encoded = content.encode(sealing);
        boolean waitsForKey = sealing.wasUsed() && encoded.sealedWith() == null;
        return new Call(
                method,
                endpoint,
                facts,
                route,
                exchange.endpoints().complete(RequestHeaders.own(headers), endpoint, facts),
                content,
                waitsForKey ? null : encoded,
                Repeat.of(method, facts, has),
                timeout,
                retry);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** The path as it was written, values left out. */
    @Override
    public String toString() {
        return "Chain[" + path.text() + "]";
    }
}
