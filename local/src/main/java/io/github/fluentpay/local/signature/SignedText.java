package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.protocol.Authorization;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text whose digest a caller signed, among all that known mistakes make of a request: each line of the string
 * to sign can be wrong in a few ways, and combinations are tried, those of the fewest mistakes first. For one thread.
 */
final class SignedText {

    /** As many bytes are hashed in one search at most: a tenth of a second or two. */
    private static final long BUDGET = 128L << 20;

    /** Enough for a thousand times the largest body: about a second. */
    private static final long MILLIS_BUDGET = 1100L << 20;

    private static final int MAX_MISTAKES = 3;
    private static final int MILLIS = 1000;
    private static final int DRIFT_SECONDS = 5;

    private static final Variant NO_END = new Variant(
            "",
            new byte[0],
            List.of("the line feed after the last line is missing. Each of the five lines ends with one, the body's"
                    + " line and an empty one too."));

    /**
     * What was signed.
     *
     * @param mistakes sentences; none if it is the right text
     */
    record Found(String text, List<String> mistakes) {}

    /** The lines of the string to sign but the nonce, each in all the ways that one search tries. */
    private record Lines(List<Variant> methods, List<Variant> urls, List<Variant> times, List<Variant> bodies) {}

    private final Request request;
    private final Authorization authorization;
    private final byte[] nonce;
    private final @Nullable String template;
    private final byte[] wanted;
    private final MessageDigest sha256;
    private final byte[] digest;
    private long left;

    /**
     * Searches for one request.
     *
     * @param template the documented path, its variables in braces, if the path is known
     * @param hexDigest SHA-256 of the text to find
     */
    SignedText(Request request, Authorization authorization, @Nullable String template, String hexDigest) {
        this.request = request;
        this.authorization = authorization;
        this.nonce = authorization.nonce().getBytes(StandardCharsets.UTF_8);
        this.template = template;
        this.wanted = HexFormat.of().parseHex(hexDigest);
        this.sha256 = sha256();
        this.digest = new byte[sha256.getDigestLength()];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    Optional<Found> find() {
        BodyVariants bodies = BodyVariants.of(request);
        List<Variant> every = Stream.concat(bodies.common().stream(), bodies.orders().stream())
                .toList();
        List<Variant> methods = methods();
        List<Variant> urls = UrlVariants.of(request, template);
        Lines all = new Lines(methods, urls, seconds(), every);
        Lines common = new Lines(methods, urls, seconds(), bodies.common());
        Lines milliseconds = new Lines(methods, urls, milliseconds(), bodies.common());
        // The body as it was sent, or none: however large it is, these can be tried.
        Lines plainMilliseconds = new Lines(
                methods, urls, milliseconds(), bodies.common().stream().limit(2).toList());
        // 1. One mistake, whichever it is.
        return search(all, 0, BUDGET)
                .or(() -> search(all, 1, BUDGET))
                // 2. Milliseconds, alone and with one other mistake: before the searches that are larger still.
                .or(() -> search(plainMilliseconds, 1, MILLIS_BUDGET))
                .or(() -> search(plainMilliseconds, 2, 4 * BUDGET))
                .or(() -> search(milliseconds, 2, 2 * BUDGET))
                // 3. Combinations.
                .or(() -> search(all, 2, BUDGET))
                .or(() -> search(common, MAX_MISTAKES, 2 * BUDGET));
    }

    /** Tries every text with exactly {@code mistakes} mistakes. */
    private Optional<Found> search(Lines lines, int mistakes, long budget) {
        left = budget;
        for (Variant end : lineEnds()) {
            for (Variant last : List.of(Variant.right(end.text()), NO_END)) {
                int afterEnds =
                        mistakes - end.mistakes().size() - last.mistakes().size();
                if (afterEnds < 0) {
                    continue;
                }
                Optional<Found> found = search(lines, end, last, afterEnds);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Found> search(Lines lines, Variant end, Variant last, int mistakes) {
        for (Variant method : lines.methods()) {
            int afterMethod = mistakes - method.mistakes().size();
            for (Variant url : lines.urls()) {
                int afterUrl = afterMethod - url.mistakes().size();
                for (Variant time : lines.times()) {
                    int afterTime = afterUrl - time.mistakes().size();
                    if (afterMethod < 0 || afterUrl < 0 || afterTime < 0) {
                        continue;
                    }
                    byte[] head = head(end, method, url, time);
                    for (Variant body : lines.bodies()) {
                        if (body.mistakes().size() == afterTime && isWanted(head, body.bytes(), last.bytes())) {
                            return Optional.of(found(end, last, method, url, time, body));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All that comes before the body. */
    private byte[] head(Variant end, Variant method, Variant url, Variant time) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (byte[] line : List.of(method.bytes(), url.bytes(), time.bytes(), nonce)) {
            head.writeBytes(line);
            head.writeBytes(end.bytes());
        }
        return head.toByteArray();
    }

    private boolean isWanted(byte[] head, byte[] body, byte[] tail) {
        long cost = (long) head.length + body.length + tail.length;
        if (cost > left) {
            return false;
        }
        left -= cost;
        sha256.update(head);
        sha256.update(body);
        sha256.update(tail);
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("The digest does not fit its own length", e);
        }
        return Arrays.equals(digest, wanted);
    }

    private Found found(Variant end, Variant last, Variant method, Variant url, Variant time, Variant body) {
        String text = new String(head(end, method, url, time), StandardCharsets.UTF_8) + body.text() + last.text();
        List<String> mistakes = new ArrayList<>();
        for (Variant line : List.of(end, last, method, url, time, body)) {
            mistakes.addAll(line.mistakes());
        }
        return new Found(text, mistakes);
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

    private List<Variant> methods() {
        Variant.Collector methods = new Variant.Collector(request.method());
        String lower = request.method().toLowerCase(Locale.ROOT);
        methods.add(lower, "the method is in lower case. Sign it in upper case.");
        for (String other : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            methods.add(other, "the method " + other + " was signed and " + request.method() + " was sent.");
        }
        return methods.variants();
    }

    private List<Variant> seconds() {
        Variant.Collector times = new Variant.Collector(authorization.timestamp());
        long value = Long.parseLong(authorization.timestamp());
        LongStream.rangeClosed(-DRIFT_SECONDS, DRIFT_SECONDS)
                .forEach(drift -> times.add(
                        Long.toString(value + drift),
                        "the signed timestamp is not the one in the header: the clock was read twice. Read it once."));
        return times.variants();
    }

    private List<Variant> milliseconds() {
        long first = Long.parseLong(authorization.timestamp()) * MILLIS;
        String mistake = "the signed timestamp is in milliseconds. Sign the seconds, the very text of the header.";
        return LongStream.range(first, first + MILLIS)
                .mapToObj(Long::toString)
                .map(text -> new Variant(text, text.getBytes(StandardCharsets.UTF_8), List.of(mistake)))
                .toList();
    }
}
