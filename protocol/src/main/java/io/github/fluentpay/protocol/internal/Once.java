package io.github.fluentpay.protocol.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a value when it is first needed, and keeps it. Safe for many threads; a failed attempt is repeated. */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> making;
    private volatile @Nullable T made;

    /** Makes the value with {@code making}, which is called by one thread at a time. */
    public Once(Supplier<T> making) {
        this.making = making;
    }

    /** The value; blocks while it is made. */
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
