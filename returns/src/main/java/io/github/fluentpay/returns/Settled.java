package io.github.fluentpay.returns;

/** A row that a worker holds, and what its attempt came to. */
record Settled(Claimed claimed, Settlement settlement) {}
