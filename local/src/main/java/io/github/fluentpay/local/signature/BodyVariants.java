package io.github.fluentpay.local.signature;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Upload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bodies that a caller may have signed instead of the one that it sent. Made once for a request, the likelier first.
 *
 * @param common all but those of {@code orders}
 * @param orders the same fields in every other order; there can be hundreds
 */
record BodyVariants(List<Variant> common, List<Variant> orders) {

    /** Above this length a body is not written again: some two hundred copies of it would be made. */
    private static final int MAX_REWRITTEN = 64 * 1024;

    /** Above this many fields not every order is tried: 6 have 720. */
    private static final int MAX_ORDERED = 6;

    private static final int MAX_ORDERED_LENGTH = 4 * 1024;

    /** A superset of GB2312 and GBK, which every JDK with its character sets has; the smallest ones lack it. */
    private static final String CHINESE = "GB18030";

    static BodyVariants of(Request request) {
        String text = new String(request.body(), StandardCharsets.UTF_8);
        // The body as received may not be UTF-8; only then do its bytes and its text differ.
        Variant.Collector variants = new Variant.Collector(new Variant(text, request.body(), List.of()));
        Upload upload = request.upload();
        if (upload != null) {
            addUpload(variants, upload);
        } else {
            variants.add(
                    "", "the body was left out of the signed text. Sign the body's bytes exactly as they are sent.");
        }
        if (text.isEmpty()) {
            addWordsForNothing(variants);
            return new BodyVariants(variants.variants(), List.of());
        }
        addLineEnds(variants, text);
        if (Charset.isSupported(CHINESE)) {
            variants.add(new Variant(
                    text,
                    text.getBytes(Charset.forName(CHINESE)),
                    List.of("the signed body is in GBK and the sent one in UTF-8: the text was turned into bytes with"
                            + " the machine's own character set. Name UTF-8 wherever bytes are made.")));
        }
        Variant.Collector orders = new Variant.Collector("");
        if (text.length() <= MAX_REWRITTEN) {
            try {
                JsonObject body = JsonObject.parse(text);
                addRewritten(variants, body);
                addOrders(orders, body, text.length());
            } catch (InvalidJsonException notJson) {
                // Then it cannot have been written again as JSON either.
            }
        }
        return new BodyVariants(
                variants.variants(),
                orders.variants().subList(1, orders.variants().size()));
    }

    /** "Upload an image" (图片上传): of an upload the description alone is signed. */
    private static void addUpload(Variant.Collector variants, Upload upload) {
        String cure = " Of an upload sign the JSON text of the part meta, exactly as it is sent, and nothing else.";
        variants.add("", "the part meta was left out of the signed text." + cure);
        variants.add(variant(upload.sent(), "the whole upload was signed, with its boundaries and its file." + cure));
        variants.add(variant(upload.bytes(), "the file was signed." + cure));
    }

    private static Variant variant(byte[] bytes, String mistake) {
        // Shown as it would be in a log; a file is no text.
        return new Variant(new String(bytes, StandardCharsets.UTF_8), bytes, List.of(mistake));
    }

    private static void addWordsForNothing(Variant.Collector variants) {
        for (String word : List.of("null", "{}")) {
            variants.add(
                    word,
                    "the text " + word + " was signed as the body of a request that has none. Sign an empty line"
                            + " there.");
        }
    }

    private static void addLineEnds(Variant.Collector variants, String text) {
        for (String end : List.of("\n", "\r\n")) {
            variants.add(
                    text + end,
                    "the signed body ends with a line end that was not sent. Sign the very bytes that are sent.");
        }
        variants.add(
                text.strip(),
                "the signed body lacks white space or a line end that the sent body has at its beginning or end. Sign"
                        + " the very bytes that are sent.");
    }

    private static void addRewritten(Variant.Collector variants, JsonObject body) {
        List<JsonValue> orders = List.of(
                body, ordered(body, Comparator.naturalOrder()), reversed(body), ordered(body, DocumentedOrder.STOCK));
        List<String> words = List.of("", "keys sorted, ", "keys in another order, ", "keys in the documented order, ");
        for (JsonStyle.Escaping escaping : JsonStyle.Escaping.values()) {
            for (boolean slashes : new boolean[] {false, true}) {
                for (JsonStyle.Spacing spacing : JsonStyle.Spacing.values()) {
                    JsonStyle style = new JsonStyle(spacing, escaping, slashes);
                    for (int i = 0; i < orders.size(); i++) {
                        variants.add(style.write(orders.get(i)), rewritten(words.get(i) + style.words()));
                    }
                }
            }
        }
    }

    private static void addOrders(Variant.Collector variants, JsonObject body, int length) {
        if (body.fields().size() > MAX_ORDERED || length > MAX_ORDERED_LENGTH) {
            return;
        }
        JsonStyle style = new JsonStyle(JsonStyle.Spacing.COMPACT, JsonStyle.Escaping.NONE, false);
        for (JsonObject ordered : orders(body)) {
            variants.add(style.write(ordered), rewritten("keys in another order, " + style.words()));
        }
    }

    private static String rewritten(String how) {
        return "the signed body is not the sent body: it was written as JSON a second time (" + how
                + "). Serialise once, then sign and send the same bytes.";
    }

    private static JsonValue ordered(JsonValue value, Comparator<String> order) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            object.fields().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(order))
                    .forEach(field -> fields.put(field.getKey(), ordered(field.getValue(), order)));
            return JsonObject.from(fields);
        }
        if (value instanceof JsonArray array) {
            return JsonValue.of(
                    array.values().stream().map(item -> ordered(item, order)).toList());
        }
        return value;
    }

    private static JsonValue reversed(JsonValue value) {
        if (value instanceof JsonObject object) {
            List<Map.Entry<String, JsonValue>> backwards =
                    new ArrayList<>(object.fields().entrySet());
            Collections.reverse(backwards);
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            backwards.forEach(field -> fields.put(field.getKey(), reversed(field.getValue())));
            return JsonObject.from(fields);
        }
        if (value instanceof JsonArray array) {
            return JsonValue.of(
                    array.values().stream().map(BodyVariants::reversed).toList());
        }
        return value;
    }

    private static List<JsonObject> orders(JsonObject body) {
        List<JsonObject> found = new ArrayList<>();
        addOrders(found, JsonObject.empty(), body);
        return found;
    }

    private static void addOrders(List<JsonObject> found, JsonObject begun, JsonObject left) {
        if (left.isEmpty()) {
            found.add(begun);
        }
        left.fields().forEach((name, value) -> addOrders(found, begun.with(name, value), left.without(name)));
    }
}
