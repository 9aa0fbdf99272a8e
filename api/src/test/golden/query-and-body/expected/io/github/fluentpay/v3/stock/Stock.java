package io.github.fluentpay.v3.stock;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/stock}. */
@Generated("io.github.fluentpay.codegen")
public final class Stock extends Step<Stock> {
    /** For the step above. */
    public Stock(Trail trail) {
        super(trail, "v3/stock");
    }

    /** {@code v3/stock/stocks}. */
    public StockStocks stocks() {
        return new StockStocks(trail());
    }

    @Override
    protected Stock on(Trail trail) {
        return new Stock(trail);
    }
}
