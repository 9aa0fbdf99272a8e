package io.github.fluentpay.cli;

import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnState;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A ledger of any size, read page by page. */
final class LedgerPages {

    private static final int ROWS = 1000;

    /** Takes a page; false if it wants no more. */
    @FunctionalInterface
    interface Reader {
        boolean read(List<ReturnEntry> page);
    }

    private LedgerPages() {}

    /**
     * Reads rows in the order of submission.
     *
     * @param state only such; null for all
     * @param code only those with that code; null for all
     */
    static void read(ReturnLedger ledger, @Nullable ReturnState state, @Nullable String code, Reader reader) {
        long after = 0;
        List<ReturnEntry> page = ledger.list(state, after, ROWS);
        while (!page.isEmpty()) {
            after = page.get(page.size() - 1).id();
            List<ReturnEntry> asked = code == null
                    ? page
                    : page.stream().filter(entry -> code.equals(entry.code())).toList();
            if (!reader.read(asked)) {
                return;
            }
            page = ledger.list(state, after, ROWS);
        }
    }

    /** Changes rows page by page; answers how many. What is chosen is as with {@link #read}. */
    static long change(
            ReturnLedger ledger, ReturnState state, @Nullable String code, ToLongFunction<List<ReturnEntry>> change) {
        long[] changed = {0};
        read(ledger, state, code, page -> {
            changed[0] += change.applyAsLong(page);
            return true;
        });
        return changed[0];
    }
}
