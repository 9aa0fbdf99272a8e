package io.github.fluentpay.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last entries, and forgets the oldest for a new one. Safe for many threads. */
final class Ring<T> {

    private final int size;
    private final Deque<T> entries = new ArrayDeque<>(); // guarded by this

    Ring(int size) {
        this.size = size;
    }

    synchronized void add(T entry) {
        if (size == 0) {
            return;
        }
        if (entries.size() == size) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    synchronized void clear() {
        entries.clear();
    }

    /** The oldest first. */
    synchronized List<T> read() {
        return List.copyOf(entries);
    }
}
