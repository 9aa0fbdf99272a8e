package io.github.fluentpay.local;

import io.github.fluentpay.local.busifavor.Console;
import io.github.fluentpay.local.busifavor.Users;
import io.github.fluentpay.local.exchange.RefusedException;
import java.util.function.Supplier;

/**
 * What happens to merchant coupons (商家券) without a documented endpoint: what merchants do in their console, and users in
 * their card wallet. Each method throws {@link IllegalStateException} if it cannot be done; the message says why. Safe for
 * many threads.
 *
 * <pre>{@code
 * localPay.coupons().pause("1234567891");                 // nothing of this stock is sent for now
 * localPay.coupons().delete("1234567891", "sxxe34343435"); // the user removes this coupon
 * }</pre>
 */
public final class Coupons {

    private final Console console;
    private final Users users;

    Coupons(Console console, Users users) {
        this.console = console;
        this.users = users;
    }

    /** Pauses a stock: nothing of it is sent until {@link #resume}. */
    public void pause(String stockId) {
        run(() -> console.pause(stockId));
    }

    /** Ends a pause. */
    public void resume(String stockId) {
        run(() -> console.resume(stockId));
    }

    /** Stops a stock: nothing of it is sent ever again, and what was sent can be used. */
    public void stop(String stockId) {
        run(() -> console.stop(stockId));
    }

    /** Lets another merchant send a stock's coupons; it may query those that it sent, and nothing else. */
    public void allowSender(String stockId, String mchid) {
        run(() -> console.allowSender(stockId, mchid));
    }

    /** The user removes a coupon from the card wallet (卡包): its state is DELETED from then on. */
    public void delete(String stockId, String couponCode) {
        run(() -> users.delete(stockId, couponCode));
    }

    /**
     * Tells that a user is a certain natural person: stocks with {@code natural_person_limit} count all users who are the
     * same person as one.
     *
     * @param person any name for them
     */
    public void identify(String openid, String person) {
        run(() -> users.identify(openid, person));
    }

    private static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }
}
