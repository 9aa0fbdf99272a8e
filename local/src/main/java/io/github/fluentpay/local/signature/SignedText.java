package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.exchange.PercentCode;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.protocol.Authorization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text whose digest a caller signed, among all that known mistakes make of a request: each line of the string
 * to sign can be wrong in a few ways, and all combinations are tried, those of the fewest mistakes first.
 */
final class SignedText {

    /** As much is hashed for one request at most: about a quarter of a second. */
    private static final long BUDGET_BYTES = 64L << 20;

    private static final int MILLIS = 1000;
    private static final int DRIFT_SECONDS = 5;

    /**
     * What was signed.
     *
     * @param mistakes sentences; none if it is the right text
     */
    record Found(String text, List<String> mistakes) {}

    private final Request request;
    private final Authorization authorization;
    private final @Nullable String template;
    private final String wanted;
    private long hashed;

    /**
     * Searches for one request.
     *
     * @param template the documented path, its variables in braces, if the path is known
     * @param hexDigest SHA-256 of the text to find
     */
    SignedText(Request request, Authorization authorization, @Nullable String template, String hexDigest) {
        this.request = request;
        this.authorization = authorization;
        this.template = template;
        this.wanted = hexDigest;
    }

    Optional<Found> find() {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        List<Variant> time = List.of(new Variant(authorization.timestamp(), null));
        List<List<Variant>> parts = List.of(lineEnds(), lastLineEnds(), methods(), urls(), time, BodyVariants.of(body));
        Optional<Found> found = search(parts, parts.size());
        if (found.isPresent()) {
            return found;
        }
        // A thousand times as many texts: so with one other mistake at most, and none in the body but its absence.
        List<Variant> plainBodies = BodyVariants.of(body).stream().limit(2).toList();
        return search(List.of(lineEnds(), lastLineEnds(), methods(), urls(), times(), plainBodies), 2);
    }

    private Optional<Found> search(List<List<Variant>> parts, int maxMistakes) {
        for (int mistakes = 0; mistakes <= maxMistakes; mistakes++) {
            Optional<Found> found = search(parts, new ArrayList<>(), mistakes);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Tries every choice of one variant a part with exactly {@code mistakes} wrong ones among those not chosen yet. */
    private Optional<Found> search(List<List<Variant>> parts, List<Variant> chosen, int mistakes) {
        if (chosen.size() == parts.size()) {
            return mistakes == 0 ? attempt(chosen) : Optional.empty();
        }
        for (Variant variant : parts.get(chosen.size())) {
            int left = mistakes - (variant.isMistake() ? 1 : 0);
            if (left < 0 || hashed > BUDGET_BYTES) {
                continue;
            }
            chosen.add(variant);
            Optional<Found> found = search(parts, chosen, left);
            chosen.remove(chosen.size() - 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> attempt(List<Variant> chosen) {
        String end = chosen.get(0).text();
        String text = Stream.of(
                        chosen.get(2).text(),
                        chosen.get(3).text(),
                        chosen.get(4).text(),
                        authorization.nonce(),
                        "")
                .reduce("", (lines, line) -> lines.isEmpty() ? line : lines + end + line);
        // The body as received may not be UTF-8; only then do its bytes and its text differ.
        byte[] body =
                chosen.get(5).isMistake() ? chosen.get(5).text().getBytes(StandardCharsets.UTF_8) : request.body();
        String last = chosen.get(1).isMistake() ? "" : end;
        if (!sha256(text, body, last).equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of(new Found(
                text + chosen.get(5).text() + last,
                chosen.stream()
                        .map(Variant::mistake)
                        .flatMap(Stream::ofNullable)
                        .toList()));
    }

    private String sha256(String head, byte[] body, String tail) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(body);
            digest.update(tail.getBytes(StandardCharsets.UTF_8));
            hashed += head.length() + body.length + tail.length();
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    private static List<Variant> lineEnds() {
        return new Variant.Collector("\n")
                .add(
                        "\r\n",
                        "the lines end with carriage return and line feed (\\r\\n). End each with a line feed (\\n)"
                                + " alone.")
                .add(
                        "\\n",
                        "the lines end with a backslash and the letter n. Put a real line feed there: use double quotes"
                                + " where single ones keep \\n as it is.")
                .variants();
    }

    private static List<Variant> lastLineEnds() {
        return List.of(
                new Variant("present", null),
                new Variant(
                        "missing",
                        "the line feed after the last line is missing. Each of the five lines ends with one, the body's"
                                + " line and an empty one too."));
    }

    private List<Variant> methods() {
        Variant.Collector methods = new Variant.Collector(request.method());
        String lower = request.method().toLowerCase(Locale.ROOT);
        methods.add(lower, "the method is in lower case. Sign it in upper case.");
        for (String other : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            methods.add(other, "the method " + other + " was signed and " + request.method() + " was sent.");
        }
        return methods.variants();
    }

    private List<Variant> urls() {
        String target = request.target();
        Variant.Collector urls = new Variant.Collector(target);
        urls.add(
                request.rawPath(),
                "the query was left out of the signed URL. Sign path and query, from the slash to the end.");
        PercentCode.decode(target)
                .ifPresent(decoded -> urls.add(
                        decoded,
                        "the signed URL is not percent-encoded. Encode it first, and sign it exactly as it is sent."));
        String host = request.header("Host");
        for (String origin : List.of("http://" + host, "https://" + host, host + "", "https://api.mch.weixin.qq.com")) {
            urls.add(
                    origin + target,
                    "scheme or host is part of the signed URL. Sign the path and the query only, from the first slash"
                            + " after the host.");
        }
        if (template != null) {
            urls.add(
                    template, "the path was signed with its placeholders (" + template + "). Put the values in first.");
        }
        urls.add(target.substring(Math.min(1, target.length())), "the signed URL lacks its leading slash.");
        return urls.variants();
    }

    private List<Variant> times() {
        String seconds = authorization.timestamp();
        Variant.Collector times = new Variant.Collector(seconds);
        long value = Long.parseLong(seconds);
        LongStream.rangeClosed(-DRIFT_SECONDS, DRIFT_SECONDS)
                .forEach(drift -> times.add(
                        Long.toString(value + drift),
                        "the signed timestamp is not the one in the header: the clock was read twice. Read it once."));
        LongStream.range(0, MILLIS)
                .forEach(millis -> times.add(
                        Long.toString(value * MILLIS + millis),
                        "the signed timestamp is in milliseconds. Sign the seconds, the very text of the header."));
        return times.variants();
    }
}
