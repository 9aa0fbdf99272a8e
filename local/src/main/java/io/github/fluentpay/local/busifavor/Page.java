package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Fields;
import java.util.List;
import java.util.Objects;

/** Which rows of a list are asked for: {@code offset} counts rows, from 0. */
record Page(long offset, long limit) {

    private static final long DEFAULT_LIMIT = 20;
    private static final long MAX_LIMIT = 100;

    static Page of(Fields query) {
        return new Page(
                Objects.requireNonNullElse(query.optionalInteger("offset", 0, Integer.MAX_VALUE), 0L),
                Objects.requireNonNullElse(query.optionalInteger("limit", 1, MAX_LIMIT), DEFAULT_LIMIT));
    }

    /** The rows with their page, and how many there are on all pages. */
    JsonObject.Builder reply(List<JsonObject> data, long total) {
        return JsonObject.builder()
                .put("data", data)
                .put("total_count", total)
                .put("limit", limit)
                .put("offset", offset);
    }
}
