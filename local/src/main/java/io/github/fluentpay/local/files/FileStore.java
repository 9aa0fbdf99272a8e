package io.github.fluentpay.local.files;

import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.util.Optional;

/** Keeps files by their id. Safe for many threads. */
public final class FileStore {

    private final Database database;
    private final Clock clock;

    /** Keeps them in that database. */
    public FileStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps a file; one with the same id is there already, or was the same. */
    public void put(StoredFile file) {
        database.transaction(transaction -> put(transaction, file));
    }

    /** The same beside other changes. */
    public int put(Transaction transaction, StoredFile file) {
        return transaction.update(
                """
                INSERT INTO files (id, mchid, name, type, content, created_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                file.id(),
                file.mchid(),
                file.name(),
                file.type(),
                file.bytes(),
                clock.instant().getEpochSecond());
    }

    /** The file of that id. */
    public Optional<StoredFile> find(String id) {
        return database.transaction(transaction -> transaction.first(
                "SELECT id, mchid, name, type, content FROM files WHERE id = ?",
                row -> new StoredFile(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)),
                id));
    }
}
