package io.github.fluentpay.returns;

/**
 * A row that a worker holds.
 *
 * @param lease who holds it; an update of a row that another lease holds by now changes nothing
 * @param leaseUntil milliseconds since 1970, by the ledger's clock
 * @param attempts how often it was sent before
 * @param isDoubtful whether an earlier attempt may have been performed
 */
record Claimed(
        long id, ReturnTask task, String lease, long leaseUntil, long attempts, long createdAt, boolean isDoubtful) {}
