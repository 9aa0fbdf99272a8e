package io.github.fluentpay.local.identity;

import io.github.fluentpay.local.store.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The merchants the platform knows: kept in the database, and read once. Safe for many threads. */
public final class Merchants {

    private final Database database;
    private final Map<String, KnownMerchant> byMchid = new ConcurrentHashMap<>();

    /** Reads the merchants that are in the database. */
    public Merchants(Database database) {
        this.database = database;
        List<KnownMerchant> stored = database.transaction(transaction -> transaction.list(
                "SELECT mchid, certificate, apiv3_key FROM merchants",
                row -> KnownMerchant.of(row.getString(1), Pem.certificate(row.getString(2)), row.getString(3))));
        stored.forEach(merchant -> byMchid.put(merchant.mchid(), merchant));
    }

    /** Adds a merchant, or replaces its certificate and APIv3 key. */
    public void put(MerchantIdentity merchant) {
        database.transaction(transaction ->
                transaction.update("""
                INSERT INTO merchants (mchid, certificate, apiv3_key) VALUES (?, ?, ?)
                ON CONFLICT (mchid) DO UPDATE SET certificate = excluded.certificate, apiv3_key = excluded.apiv3_key
                """, merchant.mchid(), Pem.of(merchant.certificate()), merchant.apiV3Key()));
        byMchid.put(merchant.mchid(), merchant.known());
    }

    /** Adds a merchant without a certificate, which therefore is not kept. */
    public void know(KnownMerchant merchant) {
        byMchid.put(merchant.mchid(), merchant);
    }

    /** The merchant of that number. */
    public Optional<KnownMerchant> find(String mchid) {
        return Optional.ofNullable(byMchid.get(mchid));
    }

    /** All of them. */
    public Collection<KnownMerchant> all() {
        return List.copyOf(byMchid.values());
    }
}
