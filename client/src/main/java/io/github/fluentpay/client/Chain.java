package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
 * to be one object and is sent as it is; or none.
 */
public final class Chain {

    private static final byte[] NO_BODY = {};

    private final Exchange exchange;
    private final PathTemplate path;
    private final Map<String, String> pathValues;
    private final QueryString query;
    private final Map<String, String> headers;
    private final @Nullable Duration timeout;

    Chain(Exchange exchange, PathTemplate path) {
        this(exchange, path, Map.of(), QueryString.EMPTY, Map.of(), null);
    }

    private Chain(
            Exchange exchange,
            PathTemplate path,
            Map<String, String> pathValues,
            QueryString query,
            Map<String, String> headers,
            @Nullable Duration timeout) {
        this.exchange = exchange;
        this.path = path;
        this.pathValues = pathValues;
        this.query = query;
        this.headers = headers;
        this.timeout = timeout;
    }

    /** One segment further, or several: {@code at("coupons").at("{coupon_code}")}. */
    public Chain at(String segment) {
        Objects.requireNonNull(segment, "segment");
        return new Chain(exchange, path.below(segment), pathValues, query, headers, timeout);
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
        return new Chain(exchange, path, with(pathValues, name, text), query, headers, timeout);
    }

    /**
     * Adds a query parameter; the same name again adds another. A list adds one for each of its items; a
     * {@code JsonObject} or {@code Map} is sent as its JSON text, as the platform takes nested parameters.
     *
     * @throws IllegalArgumentException if the value is null, blank, empty, or of another type
     */
    public Chain query(String name, Object value) {
        return new Chain(exchange, path, pathValues, query.with(name, value, path.text()), headers, timeout);
    }

    /**
     * Sets a request header, in place of FluentPay's own where it has one of that name.
     *
     * @throws IllegalArgumentException if the name is not a header's name, the value has a control or non-ASCII
     *     character, or the header is part of the exchange itself ({@code Authorization}, {@code Host}, …)
     */
    public Chain header(String name, String value) {
        RequestHeaders.check(name, value);
        return new Chain(exchange, path, pathValues, query, with(headers, name, value), timeout);
    }

    /** How long this call may take in all, in place of {@link ClientBuilder#callTimeout}; at most a day. */
    public Chain timeout(Duration timeout) {
        return new Chain(exchange, path, pathValues, query, headers, Timeouts.checked("The call's timeout", timeout));
    }

    /** Sends {@code GET}. */
    public Reply get() {
        return exchange.await(call("GET", NO_BODY));
    }

    /** Sends {@code GET}, asynchronously. */
    public CompletableFuture<Reply> getAsync() {
        return exchange.start(call("GET", NO_BODY));
    }

    /** Sends {@code DELETE}. */
    public Reply delete() {
        return exchange.await(call("DELETE", NO_BODY));
    }

    /** Sends {@code DELETE}, asynchronously. */
    public CompletableFuture<Reply> deleteAsync() {
        return exchange.start(call("DELETE", NO_BODY));
    }

    /** Sends {@code POST} without a body. */
    public Reply post() {
        return exchange.await(call("POST", NO_BODY));
    }

    /** Sends {@code POST}. */
    public Reply post(JsonObject body) {
        return exchange.await(call("POST", Objects.requireNonNull(body, "body").toBytes()));
    }

    /** Sends {@code POST} with the map as JSON. */
    public Reply post(Map<String, ?> body) {
        return post(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code POST} with this JSON text as it is. */
    public Reply post(String json) {
        return exchange.await(call("POST", checked(json)));
    }

    /** Sends {@code POST} without a body, asynchronously. */
    public CompletableFuture<Reply> postAsync() {
        return exchange.start(call("POST", NO_BODY));
    }

    /** Sends {@code POST}, asynchronously. */
    public CompletableFuture<Reply> postAsync(JsonObject body) {
        return exchange.start(call("POST", Objects.requireNonNull(body, "body").toBytes()));
    }

    /** Sends {@code POST} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> postAsync(Map<String, ?> body) {
        return postAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code POST} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> postAsync(String json) {
        return exchange.start(call("POST", checked(json)));
    }

    /** Sends {@code PUT} without a body. */
    public Reply put() {
        return exchange.await(call("PUT", NO_BODY));
    }

    /** Sends {@code PUT}. */
    public Reply put(JsonObject body) {
        return exchange.await(call("PUT", Objects.requireNonNull(body, "body").toBytes()));
    }

    /** Sends {@code PUT} with the map as JSON. */
    public Reply put(Map<String, ?> body) {
        return put(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PUT} with this JSON text as it is. */
    public Reply put(String json) {
        return exchange.await(call("PUT", checked(json)));
    }

    /** Sends {@code PUT} without a body, asynchronously. */
    public CompletableFuture<Reply> putAsync() {
        return exchange.start(call("PUT", NO_BODY));
    }

    /** Sends {@code PUT}, asynchronously. */
    public CompletableFuture<Reply> putAsync(JsonObject body) {
        return exchange.start(call("PUT", Objects.requireNonNull(body, "body").toBytes()));
    }

    /** Sends {@code PUT} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> putAsync(Map<String, ?> body) {
        return putAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PUT} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> putAsync(String json) {
        return exchange.start(call("PUT", checked(json)));
    }

    /** Sends {@code PATCH} without a body. */
    public Reply patch() {
        return exchange.await(call("PATCH", NO_BODY));
    }

    /** Sends {@code PATCH}. */
    public Reply patch(JsonObject body) {
        return exchange.await(call("PATCH", Objects.requireNonNull(body, "body").toBytes()));
    }

    /** Sends {@code PATCH} with the map as JSON. */
    public Reply patch(Map<String, ?> body) {
        return patch(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PATCH} with this JSON text as it is. */
    public Reply patch(String json) {
        return exchange.await(call("PATCH", checked(json)));
    }

    /** Sends {@code PATCH} without a body, asynchronously. */
    public CompletableFuture<Reply> patchAsync() {
        return exchange.start(call("PATCH", NO_BODY));
    }

    /** Sends {@code PATCH}, asynchronously. */
    public CompletableFuture<Reply> patchAsync(JsonObject body) {
        return exchange.start(call("PATCH", Objects.requireNonNull(body, "body").toBytes()));
    }

    /** Sends {@code PATCH} with the map as JSON, asynchronously. */
    public CompletableFuture<Reply> patchAsync(Map<String, ?> body) {
        return patchAsync(JsonObject.from(Objects.requireNonNull(body, "body")));
    }

    /** Sends {@code PATCH} with this JSON text as it is, asynchronously. */
    public CompletableFuture<Reply> patchAsync(String json) {
        return exchange.start(call("PATCH", checked(json)));
    }

    /** 1. Path, query and body become what is signed and sent. */
    private Call call(String method, byte[] body) {
        String url = path.expand(pathValues) + query.onTheWire();
        return new Call(method, method + " " + path.text(), url, ownHeaders(), body, timeout);
    }

    private Headers ownHeaders() {
        if (headers.isEmpty()) {
            return Headers.none();
        }
        Headers.Builder own = Headers.builder();
        headers.forEach(own::set);
        return own.build();
    }

    private static byte[] checked(String json) {
        Objects.requireNonNull(json, "json");
        JsonObject.parse(json);
        return json.getBytes(StandardCharsets.UTF_8);
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
