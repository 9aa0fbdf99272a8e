package io.github.fluentpay.local.schema;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, and kept. Safe for many threads. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> making;
    private volatile @Nullable T made;

    Once(Supplier<T> making) {
        this.making = making;
    }

    @Override
    public T get() {
        T present = made;
        if (present == null) {
            synchronized (this) {
                present = made == null ? making.get() : made;
                made = present;
            }
        }
        return present;
    }
}
