package io.github.fluentpay.local.files;

import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.util.Optional;

/** Keeps files by their id. Safe for many threads. */
public final class FileStore {

    /** A small file counts as so many bytes: rows take room too. */
    private static final int LEAST = 16 << 10;

    private static final long ROOM = 256L << 20;

    private final Database database;
    private final Clock clock;
    private final long room;

    /** Keeps them in that database: the newest 256 MiB. */
    public FileStore(Database database, Clock clock) {
        this(database, clock, ROOM);
    }

    FileStore(Database database, Clock clock, long room) {
        this.database = database;
        this.clock = clock;
        this.room = room;
    }

    /** Keeps a file; one with the same id is there already, or was the same. */
    public void put(StoredFile file) {
        database.transaction(transaction -> put(transaction, file));
    }

    /** The same beside other changes. */
    public int put(Transaction transaction, StoredFile file) {
        int added = transaction.update(
                """
                INSERT INTO files (id, mchid, name, type, content, size, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                file.id(),
                file.mchid(),
                file.name(),
                file.type(),
                file.bytes(),
                (long) Math.max(file.bytes().length, LEAST),
                clock.instant().getEpochSecond());
        if (added > 0) {
            dropOldest(transaction, file.id());
        }
        return added;
    }

    /** What was there before goes, the oldest first, as far as all would take too much room. */
    private void dropOldest(Transaction transaction, String newest) {
        transaction.update("""
                DELETE FROM files WHERE id IN (
                  SELECT id FROM (
                    SELECT id, SUM(size) OVER (ORDER BY CASE WHEN id = ? THEN 0 ELSE 1 END, created_at DESC, id) AS room
                    FROM files) AS newest_first
                  WHERE room > ?)
                """, newest, room);
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
