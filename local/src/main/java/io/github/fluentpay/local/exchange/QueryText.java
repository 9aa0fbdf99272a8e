package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of a URL after its question mark. */
public final class QueryText {

    private QueryText() {}

    /** Names and values, decoded, as strings; of a name given twice the first counts. */
    public static JsonObject parse(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters.putIfAbsent(name, decode(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return JsonObject.from(parameters);
    }

    /** A plus is a space, as HTML forms write it: some clients do so here. */
    private static String decode(String text) {
        return PercentCode.decode(text.replace('+', ' '))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.PARAM_ERROR,
                        "The query has a percent escape that is broken or is not UTF-8",
                        Fields.detail("query", "query", "not percent-encoded UTF-8")));
    }
}
