package io.github.fluentpay.local.identity;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.util.Optional;

/** The merchants' APIv2 keys (APIv2密钥), in the database: they sign what front ends bring. Safe for many threads. */
public final class ApiV2Keys {

    private static final int LENGTH = 32;

    private final Database database;
    private final Randomness random;

    /** Draws new keys from {@code random}. */
    public ApiV2Keys(Database database, Randomness random) {
        this.database = database;
        this.random = random;
    }

    /** The merchant's key; made if it has none. Refuses an unknown merchant. */
    public String of(String mchid) {
        return database.transaction(transaction -> find(transaction, mchid).orElseGet(() -> {
            String key = MerchantIdentity.newApiV2Key(random);
            put(transaction, mchid, key);
            return key;
        }));
    }

    /** The key that the merchant has, if any. */
    public Optional<String> find(Transaction transaction, String mchid) {
        return transaction.first(
                "SELECT apiv2_key FROM merchants WHERE mchid = ? AND apiv2_key IS NOT NULL",
                row -> row.getString(1),
                mchid);
    }

    /** Sets it, as the merchant does in its console. Refuses an unknown merchant, and another length than 32. */
    public void set(String mchid, String key) {
        if (key.length() != LENGTH) {
            throw new RefusedException(
                    ErrorCode.PARAM_ERROR,
                    "An APIv2 key has exactly " + LENGTH + " characters, and this one has " + key.length());
        }
        database.transaction(transaction -> {
            put(transaction, mchid, key);
            return true;
        });
    }

    private static void put(Transaction transaction, String mchid, String key) {
        if (1 != transaction.update("UPDATE merchants SET apiv2_key = ? WHERE mchid = ?", key, mchid)) {
            throw new RefusedException(ErrorCode.MCH_NOT_EXISTS, "There is no merchant " + mchid);
        }
    }
}
