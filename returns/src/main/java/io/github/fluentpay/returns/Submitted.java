package io.github.fluentpay.returns;

/**
 * What became of a submission.
 *
 * @param entry the row
 * @param isNew false if the ledger had the same already; nothing was written then
 */
public record Submitted(ReturnEntry entry, boolean isNew) {}
