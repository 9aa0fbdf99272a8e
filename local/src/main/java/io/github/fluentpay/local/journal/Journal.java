package io.github.fluentpay.local.journal;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Predicate;

/**
 * The last requests at one moment, the oldest first. Immutable: ask LocalPay again to see what came since.
 *
 * <p>An exchange is entered before the first byte of its reply is sent, so whoever has a reply finds it here.
 */
public final class Journal extends AbstractList<JournalEntry> implements RandomAccess {

    private final List<JournalEntry> entries;

    /** A journal with these entries. */
    public Journal(List<JournalEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    @Override
    public JournalEntry get(int index) {
        return entries.get(index);
    }

    @Override
    public int size() {
        return entries.size();
    }

    /** Those that a condition holds for. */
    public Journal where(Predicate<JournalEntry> condition) {
        return new Journal(entries.stream().filter(condition).toList());
    }

    /** The requests to that path, percent-encoded as sent, without query. */
    public Journal of(String path) {
        return where(entry -> entry.path().equals(path));
    }

    /** How many requests to that path there were. */
    public int count(String path) {
        return of(path).size();
    }

    /** How many of these had their effect, once each. */
    public int effects() {
        return where(entry -> entry.effect() == JournalEntry.Effect.DONE).size();
    }

    /** The newest one. */
    public Optional<JournalEntry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }
}
