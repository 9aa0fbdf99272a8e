package io.github.fluentpay.local;

import io.github.fluentpay.local.journal.Journal;
import io.github.fluentpay.local.journal.JournalEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last entries, and forgets the oldest for a new one. Safe for many threads. */
final class JournalRing {

    private final int size;
    private final Deque<JournalEntry> entries = new ArrayDeque<>(); // guarded by this

    JournalRing(int size) {
        this.size = size;
    }

    synchronized void add(JournalEntry entry) {
        if (size == 0) {
            return;
        }
        if (entries.size() == size) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    synchronized Journal read() {
        return new Journal(List.copyOf(entries));
    }
}
