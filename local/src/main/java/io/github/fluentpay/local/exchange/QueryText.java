package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The part of a URL after its question mark. */
public final class QueryText {

    private QueryText() {}

    /** Names and values, decoded, as strings; of a name given twice the first counts. */
    public static JsonObject parse(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        pairs(rawQuery, parameters::putIfAbsent);
        return JsonObject.from(parameters);
    }

    /** All values of one name. */
    static List<String> values(String rawQuery, String name) {
        List<String> values = new ArrayList<>();
        pairs(rawQuery, (given, value) -> {
            if (given.equals(name)) {
                values.add(value);
            }
        });
        return values;
    }

    private static void pairs(String rawQuery, BiConsumer<String, String> pairs) {
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                pairs.accept(name, decode(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
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
