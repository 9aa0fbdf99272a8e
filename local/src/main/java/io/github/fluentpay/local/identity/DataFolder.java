package io.github.fluentpay.local.identity;

import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The folder that keeps keys and coupons from one start to the next, held by one LocalPay at a time.
 *
 * <p>A first start can be killed at any moment and the next one goes on from there:
 *
 * <ol>
 *   <li>everything is written into {@code .starting}; killed here, the next start deletes it and begins again;
 *   <li>that is renamed to {@code .ready};
 *   <li>its children are moved to their places, {@code profile.properties} last; killed here, the next start moves what
 *       is left;
 *   <li>{@code .ready} is deleted.
 * </ol>
 */
public final class DataFolder implements AutoCloseable {

    /** Name of the database file. */
    public static final String DATABASE = "localpay.db";

    private static final String LOCK = ".lock";
    private static final String STARTING = ".starting";
    private static final String READY = ".ready";
    private static final List<String> IN_ORDER =
            List.of(IdentityFiles.MERCHANT, IdentityFiles.PLATFORM, DATABASE, IdentityFiles.PROFILE);

    /**
     * The real paths of the folders that this JVM holds. Static, because the file lock is the process's: POSIX drops it
     * when the process closes <em>any</em> channel to the file, so a second start must be refused before it opens one.
     * Taken by {@link Set#add} alone, so one start at most has a path.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path held;
    private final FileChannel lock;

    private DataFolder(Path folder, Path held, FileChannel lock) {
        this.folder = folder;
        this.held = held;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is not there, and holds it.
     *
     * @throws UnusableFolderException if it is a file, cannot be written, or another LocalPay has it
     */
    public static DataFolder lock(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnusableFolderException(folder + " is a file, not a folder: choose another data folder");
        }
        Path held;
        try {
            OwnerFiles.createDirectories(folder);
            held = folder.toRealPath();
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
        if (!HELD.add(held)) {
            throw inUse(folder, null);
        }
        try {
            return new DataFolder(folder, held, lockFile(folder));
        } catch (RuntimeException | Error e) {
            HELD.remove(held);
            throw e;
        }
    }

    private static FileChannel lockFile(Path folder) {
        FileChannel channel;
        try {
            channel = OwnerFiles.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (IOException | OverlappingFileLockException e) {
            close(channel);
            throw inUse(folder, e);
        }
        close(channel);
        throw inUse(folder, null);
    }

    private static UnusableFolderException notWritable(Path folder, IOException cause) {
        return new UnusableFolderException(
                "The data folder " + folder + " cannot be written (" + cause
                        + "): change its permissions, or choose another one",
                cause);
    }

    private static UnusableFolderException inUse(Path folder, @Nullable Exception cause) {
        String message = "The data folder " + folder
                + " is in use by another LocalPay: stop that one, or choose another data folder";
        return cause == null ? new UnusableFolderException(message) : new UnusableFolderException(message, cause);
    }

    /**
     * Reads the identity, or makes it at the first start; the database is there when this returns.
     *
     * @param baseUrl goes into the profile
     * @param newIdentity makes the identity of a first start
     * @param fill puts into a new database what it begins with; null if the database is elsewhere
     * @throws UnusableFolderException if the folder is damaged or cannot be written
     */
    public Identity open(
            String baseUrl, Supplier<Identity> newIdentity, @Nullable BiConsumer<Transaction, Identity> fill) {
        try {
            if (Files.exists(folder.resolve(READY))) {
                moveIntoPlace();
            }
            OwnerFiles.deleteTree(folder.resolve(STARTING));
            if (!Files.exists(folder.resolve(IdentityFiles.PROFILE))) {
                begin(baseUrl, newIdentity, fill);
            }
            if (fill != null) {
                requireDatabase();
            }
            Identity identity = new IdentityFiles(folder).read();
            new IdentityFiles(folder).renew(baseUrl);
            return identity;
        } catch (IOException e) {
            throw new UnusableFolderException(
                    "The data folder " + folder + " cannot be written (" + e
                            + "): change its permissions, free some space, or choose another one",
                    e);
        }
    }

    private void begin(String baseUrl, Supplier<Identity> newIdentity, @Nullable BiConsumer<Transaction, Identity> fill)
            throws IOException {
        for (String name : IN_ORDER) {
            if (Files.exists(folder.resolve(name))) {
                throw new UnusableFolderException("The data folder " + folder + " has " + name + " but no "
                        + IdentityFiles.PROFILE + ": restore that file, or delete the folder to begin again with new"
                        + " keys and no coupons");
            }
        }
        Path starting = folder.resolve(STARTING);
        OwnerFiles.createDirectory(starting);
        Identity identity = newIdentity.get();
        new IdentityFiles(starting).write(identity, baseUrl);
        if (fill != null) {
            // SQLite makes its other files with the permissions of the first.
            OwnerFiles.write(starting.resolve(DATABASE), "");
            try (Database database = Database.inFile(starting.resolve(DATABASE))) {
                database.transaction(transaction -> {
                    fill.accept(transaction, identity);
                    return transaction;
                });
                database.complete();
            }
        }
        Files.move(starting, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
        moveIntoPlace();
    }

    /** Does again, harmlessly, what was done before a crash. */
    private void moveIntoPlace() throws IOException {
        Path ready = folder.resolve(READY);
        for (String name : IN_ORDER) {
            if (Files.exists(ready.resolve(name))) {
                Files.move(ready.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        OwnerFiles.deleteTree(ready);
    }

    private void requireDatabase() {
        if (!Files.exists(database())) {
            throw new UnusableFolderException(database() + " is missing: restore it, or delete the folder " + folder
                    + " to begin again with new keys and no coupons");
        }
    }

    /** What keeps the steps of a rotation. */
    public RotationFile rotation() {
        return new RotationFile(folder.resolve(IdentityFiles.PLATFORM));
    }

    /** The database file. */
    public Path database() {
        return folder.resolve(DATABASE);
    }

    /** Lets another LocalPay have the folder. The second time does nothing: another one may have it by then. */
    @Override
    public synchronized void close() {
        if (!lock.isOpen()) {
            return;
        }
        try {
            close(lock);
        } finally {
            HELD.remove(held);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UnusableFolderException("The lock of the data folder cannot be released: " + e.getMessage(), e);
        }
    }
}
