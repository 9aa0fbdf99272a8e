package io.github.fluentpay.returns;

import java.util.List;

/**
 * What became of many submissions.
 *
 * @param added rows that were not there before
 * @param known those that were, or that came twice
 * @param conflicts those whose number stands for another coupon, which were left out
 */
public record SubmittedBatch(long added, long known, List<ConflictingReturnException> conflicts) {

    /** Keeps a copy of the list. */
    public SubmittedBatch {
        conflicts = List.copyOf(conflicts);
    }
}
