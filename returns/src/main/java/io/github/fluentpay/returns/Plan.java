package io.github.fluentpay.returns;

import io.github.fluentpay.returns.Departures.Departure;
import io.github.fluentpay.returns.PaceTable.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The decisions of one turn of a worker, to be carried out once it is committed. Made again if the transaction is retried. */
final class Plan {

    /** An attempt that is over. */
    record Finished(Lane lane, Claimed row, Judgement judgement, Duration took) {}

    /** Rows of one merchant that are about to be sent, at its pace. */
    record Sending(List<Claimed> rows, Pace pace) {}

    final List<Finished> settled = new ArrayList<>();
    final List<Departure> departures = new ArrayList<>();
    final List<ReturnEntry> untold = new ArrayList<>();
    final Map<Lane, Deque<Claimed>> ready = new HashMap<>();
    /** Merchants that the platform finds too much of. */
    final Set<Lane> held = new HashSet<>();

    final Map<Lane, Sending> sendings = new HashMap<>();
    int claimed;
    boolean choresDone;
    boolean hasMoreChores;
    boolean purged;
    boolean hasMoreToPurge;
    /** When the next turn makes sense at the latest, if nothing happens before. */
    long nextNanos;

    /** The next turn makes sense then, if not before. */
    void notLaterThan(long nanos) {
        if (nanos - nextNanos < 0) {
            nextNanos = nanos;
        }
    }
}
