package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import java.time.Instant;

/**
 * What users do with coupons: no documented endpoint does it. Each method throws a {@link RefusedException} if it cannot
 * be done.
 */
public final class Users {

    private final Database database;
    private final Clock clock;

    Users(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The user removes a coupon from the card wallet (卡包). */
    public void delete(String stockId, String code) {
        database.transaction(transaction -> {
            Instant now = clock.instant();
            Coupon coupon = CouponStore.find(transaction, stockId, code)
                    .orElseThrow(() -> Found.missing("There is no coupon with this coupon_code in this stock"));
            if (coupon.state(now) != CouponState.SENDED || !CouponStore.delete(transaction, coupon, now)) {
                throw new RefusedException(
                        ErrorCode.INVALID_REQUEST,
                        "Only a coupon in the state SENDED can be deleted; this one is " + coupon.state(now));
            }
            return true;
        });
    }

    /** Tells that a user is that natural person (自然人), as others may be; {@code person} is any name for them. */
    public void identify(String openid, String person) {
        database.transaction(transaction -> {
            Persons.put(transaction, openid, person);
            return true;
        });
    }
}
