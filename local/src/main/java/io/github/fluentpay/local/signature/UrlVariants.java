package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.exchange.PercentCode;
import io.github.fluentpay.local.exchange.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The URLs that a caller may have signed instead of the one that it called: every origin, path and query together. */
final class UrlVariants {

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private static final List<String> PLATFORM_HOSTS =
            List.of("api.mch.weixin.qq.com", "api2.mch.weixin.qq.com", "api.wechatpay.cn");

    private static final String NOT_ENCODED =
            "the signed URL is not percent-encoded. Encode it first, and sign it exactly as it is sent.";

    private UrlVariants() {}

    /**
     * The variants for one request.
     *
     * @param template the documented path, its variables in braces, if the path is known
     */
    static List<Variant> of(Request request, @Nullable String template) {
        List<Variant> all = new ArrayList<>();
        for (Variant origin : origins(request.header("Host"))) {
            for (Variant path : paths(request.rawPath(), template)) {
                for (Variant query : queries(request)) {
                    // Path and query can lack their escapes both; that is one mistake.
                    Set<String> mistakes = new LinkedHashSet<>(path.mistakes());
                    mistakes.addAll(query.mistakes());
                    mistakes.addAll(origin.mistakes());
                    all.add(new Variant(
                            origin.text() + path.text() + query.text(),
                            join(origin.bytes(), path.bytes(), query.bytes()),
                            List.copyOf(mistakes)));
                }
            }
        }
        all.sort(Comparator.comparingInt(variant -> variant.mistakes().size()));
        Variant.Collector urls = new Variant.Collector(Variant.right(request.target()));
        all.forEach(urls::add);
        urls.add(
                request.target().substring(Math.min(1, request.target().length())),
                "the signed URL lacks its leading slash.");
        return urls.variants();
    }

    private static List<Variant> origins(@Nullable String host) {
        String mistake = "scheme or host is part of the signed URL. Sign the path and the query only, from the first"
                + " slash after the host.";
        Variant.Collector origins = new Variant.Collector("");
        if (host != null) {
            origins.add("http://" + host, mistake).add("https://" + host, mistake);
            origins.add(host, mistake);
        }
        for (String platform : PLATFORM_HOSTS) {
            origins.add("https://" + platform, mistake).add(platform, mistake);
        }
        return origins.variants();
    }

    private static List<Variant> paths(String path, @Nullable String template) {
        Variant.Collector paths = new Variant.Collector(path);
        PercentCode.decode(path).ifPresent(decoded -> paths.add(decoded, NOT_ENCODED));
        if (template != null) {
            paths.add(
                    template, "the path was signed with its placeholders (" + template + "). Put the values in first.");
        }
        addSpellings(paths, path);
        return paths.variants();
    }

    private static List<Variant> queries(Request request) {
        // The question mark belongs to it: a target may end with one.
        String query = request.target().substring(request.rawPath().length());
        Variant.Collector queries = new Variant.Collector(query);
        queries.add("", "the query was left out of the signed URL. Sign path and query, from the slash to the end.");
        PercentCode.decode(query).ifPresent(decoded -> queries.add(decoded, NOT_ENCODED));
        PercentCode.decode(query.replace('+', ' ')).ifPresent(decoded -> queries.add(decoded, NOT_ENCODED));
        if (query.length() > 1) {
            queries.add(
                    "?" + sorted(query.substring(1)),
                    "the query's parameters are signed in another order. Sign them in the order in which they are"
                            + " sent.");
        }
        addSpellings(queries, query);
        return queries.variants();
    }

    private static String sorted(String query) {
        String[] parameters = query.split("&", -1);
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }

    private static void addSpellings(Variant.Collector variants, String part) {
        variants.add(
                escapes(part, escape -> escape.toLowerCase(Locale.ROOT)),
                "the percent escapes are signed in lower case (%2f). Sign the URL exactly as it is sent.");
        variants.add(
                escapes(part, escape -> escape.toUpperCase(Locale.ROOT)),
                "the percent escapes are signed in upper case (%2F). Sign the URL exactly as it is sent.");
        variants.add(
                part.replace("%20", "+"),
                "a space is signed as + and sent as %20. Sign the URL exactly as it is sent.");
        variants.add(
                part.replace("+", "%20"),
                "a space is signed as %20 and sent as +. Sign the URL exactly as it is sent.");
    }

    private static String escapes(String part, UnaryOperator<String> spelling) {
        return ESCAPE.matcher(part).replaceAll(escape -> spelling.apply(escape.group()));
    }

    private static byte[] join(byte[]... parts) {
        byte[] joined =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
