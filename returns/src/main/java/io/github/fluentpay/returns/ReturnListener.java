package io.github.fluentpay.returns;

/**
 * Is told of every row that ends: RETURNED, REFUSED or IN_DOUBT, by any worker of a desk that has a listener. At least once: what was
 * told when the process died, or threw, is told again, by whichever desk finds it. One thread tells, one row after the
 * other.
 */
@FunctionalInterface
public interface ReturnListener {

    /**
     * Takes it. When this returns, the ledger marks the row as told; if it throws, an Error included, that is logged, and the row
     * is told again after a lease's time. It may block: when ten thousand rows wait to be told, workers wait too. Of a refused row
     * that was asked for again by hand before it was told, it is told when that ends.
     */
    void ended(ReturnEntry entry);
}
