package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;

/**
 * What merchants do with stocks in their console (商户平台): no documented endpoint does it. Each method throws a
 * {@link RefusedException} if it cannot be done.
 */
public final class Console {

    private final Database database;

    Console(Database database) {
        this.database = database;
    }

    /** Nothing of the stock is sent for now. */
    public void pause(String stockId) {
        move(stockId, StockState.PAUSED);
    }

    /** The stock is sent again after a pause. */
    public void resume(String stockId) {
        move(stockId, StockState.RUNNING);
    }

    /** Nothing of the stock is sent any more. */
    public void stop(String stockId) {
        move(stockId, StockState.STOPED);
    }

    private void move(String stockId, StockState to) {
        database.transaction(transaction -> {
            move(transaction, Found.anyStock(transaction, stockId), to);
            return true;
        });
    }

    private static void move(Transaction transaction, Stock stock, StockState to) {
        if (!StockStore.move(transaction, stock, to)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "A stock in the state " + stock.state() + " cannot become " + to);
        }
    }

    /** Links a stock to a product (商品券): its coupons can be sent, and offered, for a product from then on. */
    public void linkProduct(String stockId) {
        database.transaction(transaction -> {
            ProductStocks.add(transaction, Found.anyStock(transaction, stockId).stockId());
            return true;
        });
    }

    /** Makes a consumption card (消费卡) that the merchant can send. */
    public void addCard(String cardId, String mchid) {
        database.transaction(transaction -> {
            Cards.put(transaction, cardId, mchid);
            return true;
        });
    }

    /** Lets another merchant send the stock's coupons (发放方). */
    public void allowSender(String stockId, String mchid) {
        database.transaction(transaction -> {
            Senders.add(transaction, Found.anyStock(transaction, stockId).stockId(), mchid);
            return true;
        });
    }
}
