package io.github.fluentpay.local;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Faults that a request asks for itself, by a word in one of its numbers: {@code "out_trade_no": "FAULT-reset-after-17"}.
 * The first request with that number to that path meets it, or the first three with {@code FAULT-502x3-17}; then the same
 * number is taken as any other. Safe for many threads.
 */
final class FaultWords {

    /** So many numbers are remembered; an older one strikes anew. */
    static final int REMEMBERED = 10_000;

    /** No documented number has more characters; so what is remembered has a limit, too. */
    static final int LONGEST = 128;

    private static final Map<String, Fault> WORDS = words();

    /** A dash may be an underscore: some numbers have no dashes. */
    private static final Pattern PATTERN = Pattern.compile(WORDS.keySet().stream()
            .sorted(Comparator.comparing(String::length).reversed())
            .map(word -> word.replace("-", "[-_]"))
            .collect(Collectors.joining("|", "(?<![A-Za-z0-9])FAULT[-_](", ")(?:x([0-9]{1,4}))?(?![A-Za-z0-9])")));

    private final Map<String, Integer> met = new Remembered(); // guarded by this

    private static Map<String, Fault> words() {
        Map<String, Fault> words = new LinkedHashMap<>();
        words.put("slow", Fault.slow(Duration.ofSeconds(5), Moment.AFTER_EFFECT));
        words.put("reset-before", Fault.reset(Moment.BEFORE_EFFECT));
        words.put("reset-after", Fault.reset(Moment.AFTER_EFFECT));
        words.put("half", Fault.halfReply());
        words.put("spoilt", Fault.spoiltSignature());
        words.put("probe", Fault.probeSignature());
        words.put("wrong-key", Fault.wrongKey());
        words.put("wrong-serial", Fault.wrongSerial());
        words.put("unknown-serial", Fault.unknownSerial());
        words.put("unsigned", Fault.missingHeader(SignatureHeaders.SIGNATURE));
        words.put("stale", Fault.staleTimestamp());
        words.put("202", Fault.accepted());
        words.put("400", Fault.refusal(400, "SYSTEM_ERROR"));
        words.put("429", Fault.refusal(429, "RATELIMIT_EXCEEDED"));
        words.put("500", Fault.refusal(500, "SYSTEM_ERROR"));
        words.put("500-after", Fault.refusal(500, "SYSTEM_ERROR", Moment.AFTER_EFFECT));
        words.put("502", Fault.gatewayPage(502));
        words.put("504", Fault.gatewayPage(504, Moment.AFTER_EFFECT));
        return words;
    }

    /** The fault that this request asks for, or null. */
    @Nullable
    Fault next(String path, @Nullable String mchid, byte[] body) {
        if (!new String(body, StandardCharsets.ISO_8859_1).contains("FAULT")) {
            return null;
        }
        for (Map.Entry<String, JsonValue> field : fields(body).entrySet()) {
            if (field.getKey().endsWith("_no")
                    && field.getValue() instanceof JsonString number
                    && number.value().length() <= LONGEST) {
                Matcher found = PATTERN.matcher(number.value());
                if (found.find()) {
                    String word = found.group(1).replace('_', '-');
                    int times = found.group(2) == null ? 1 : Integer.parseInt(found.group(2));
                    return strikes(mchid + " " + path + " " + number.value(), times) ? WORDS.get(word) : null;
                }
            }
        }
        return null;
    }

    private static Map<String, JsonValue> fields(byte[] body) {
        try {
            return JsonObject.parse(body).fields();
        } catch (InvalidJsonException noJson) {
            return Map.of();
        }
    }

    private synchronized boolean strikes(String key, int times) {
        return met.merge(key, 1, Integer::sum) <= times;
    }

    synchronized void clear() {
        met.clear();
    }

    private static final class Remembered extends LinkedHashMap<String, Integer> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    }
}
