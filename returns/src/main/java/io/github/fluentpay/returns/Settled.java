package io.github.fluentpay.returns;

import java.time.Instant;

/** A row that a worker holds, and what its attempt came to. */
record Settled(Claimed claimed, Settlement settlement) {

    /** The row as it is in the ledger once it is settled. */
    ReturnEntry entry(long now) {
        Instant at = Instant.ofEpochMilli(now);
        return new ReturnEntry(
                claimed.id(),
                claimed.task(),
                settlement.state(),
                claimed.attempts() + 1,
                at,
                Instant.ofEpochMilli(claimed.createdAt()),
                at,
                settlement.code(),
                settlement.message(),
                settlement.requestId(),
                settlement.returnTime());
    }
}
