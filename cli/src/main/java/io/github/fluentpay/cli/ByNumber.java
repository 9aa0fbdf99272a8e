package io.github.fluentpay.cli;

import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnLedger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes rows that are named by their request numbers, and says of each what became of it. */
final class ByNumber {

    private final Terminal terminal;
    private final ReturnLedger ledger;
    private final String mchid;

    ByNumber(Terminal terminal, ReturnLedger ledger, String mchid) {
        this.terminal = terminal;
        this.ledger = ledger;
        this.mchid = mchid;
    }

    /** Answers how many were changed. */
    long change(List<String> numbers, Predicate<ReturnEntry> change) {
        long changed = 0;
        for (String number : numbers) {
            try {
                changed += changeOne(number, change) ? 1 : 0;
            } catch (IllegalArgumentException e) {
                terminal.err().println(e.getMessage());
            }
        }
        return changed;
    }

    private boolean changeOne(String number, Predicate<ReturnEntry> change) {
        Optional<ReturnEntry> entry = ledger.find(mchid, number).or(() -> ledger.findProductCoupon(mchid, number));
        if (entry.isEmpty()) {
            terminal.err()
                    .println("There is no return " + Excerpt.of(number) + " of merchant " + mchid + " in the ledger");
            return false;
        }
        if (!change.test(entry.get())) {
            terminal.err().println("The return " + Excerpt.of(number) + " has just changed: look again");
            return false;
        }
        return true;
    }
}
