package io.github.fluentpay.local.callback;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where addresses lead that begin with some text. Safe for many threads. */
final class Redirects {

    private final Map<String, String> byPrefix = new ConcurrentHashMap<>();

    void add(String prefix, String target) {
        byPrefix.put(prefix, target);
    }

    void clear() {
        byPrefix.clear();
    }

    /** The address with the longest prefix that fits replaced; itself if none does. */
    String follow(String url) {
        return byPrefix.entrySet().stream()
                .filter(redirect -> url.startsWith(redirect.getKey()))
                .max(Comparator.comparingInt(redirect -> redirect.getKey().length()))
                .map(redirect ->
                        redirect.getValue() + url.substring(redirect.getKey().length()))
                .orElse(url);
    }
}
