package io.github.fluentpay.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an endpoint or event is in its life.
 *
 * @param deprecated whether new programs should leave it alone
 * @param state the notice's word: closed, discarded, existing-merchants-only, grey-release, offline, restricted,
 *     superseded, url-from-other-response; null without a notice
 * @param since the day of the notice, or its year; null if it names none
 * @param replacedBy what to use instead: paths, or names of events; empty if the notice names none
 */
public record Lifecycle(
        boolean deprecated,
        @Nullable String state,
        @Nullable String since,
        List<String> replacedBy) {

    /** In use, nothing to say. */
    public static final Lifecycle CURRENT = new Lifecycle(false, null, null, List.of());

    public Lifecycle {
        replacedBy = List.copyOf(replacedBy);
    }

    /** One clause for a message or a page: {@code superseded since 2025-01-15, use v3/…}. */
    public String notice() {
        StringBuilder notice = new StringBuilder(state == null ? "deprecated" : state);
        if (since != null) {
            notice.append(" since ").append(since);
        }
        if (!replacedBy.isEmpty()) {
            notice.append(", use ").append(String.join(" or ", replacedBy));
        }
        return notice.toString();
    }
}
