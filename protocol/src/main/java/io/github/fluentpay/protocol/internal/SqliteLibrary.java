package io.github.fluentpay.protocol.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the native library of sqlite-jdbc in one folder of the user's, where every process finds it again. The driver itself
 * unpacks it into the temporary folder at each start, and a process that is killed leaves its copy there. Whatever is in the
 * way of that folder, the driver then does as it always does.
 */
public final class SqliteLibrary {

    private static final String LIBRARY_PATH = "org.sqlite.lib.path";
    private static final String TEMPORARY_FOLDER = "org.sqlite.tmpdir";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private SqliteLibrary() {}

    /**
     * Tells the driver where its library is kept, unless the application has told it already ({@code org.sqlite.lib.path},
     * {@code org.sqlite.tmpdir}). To be called before the first connection; later it has no effect.
     */
    public static synchronized void prepare() {
        if (System.getProperty(LIBRARY_PATH) != null || System.getProperty(TEMPORARY_FOLDER) != null) {
            return;
        }
        Path cache = cache(System.getenv(), System.getProperty("user.home"));
        Path folder = cache == null ? null : unpackInto(cache);
        if (folder != null) {
            System.setProperty(LIBRARY_PATH, folder.toString());
        }
    }

    /** The user's folder for what can be made again, by the conventions of Linux, which do elsewhere as well. */
    static @Nullable Path cache(Map<String, String> environment, @Nullable String home) {
        String named = environment.get("XDG_CACHE_HOME");
        try {
            if (named != null && Path.of(named).isAbsolute()) {
                return Path.of(named, "fluentpay");
            }
            return home == null || home.isBlank() || !Path.of(home).isAbsolute()
                    ? null
                    : Path.of(home, ".cache", "fluentpay");
        } catch (InvalidPathException unusable) {
            return null;
        }
    }

    /** The folder with the library in it, named by its content; null if there is no driver, or the folder cannot be had. */
    static @Nullable Path unpackInto(Path cache) {
        try {
            Class<?> names = Class.forName("org.sqlite.util.LibraryLoaderUtil");
            String name = (String) names.getMethod("getNativeLibName").invoke(null);
            String resources =
                    (String) names.getMethod("getNativeLibResourcePath").invoke(null);
            byte[] library;
            try (InputStream in = names.getResourceAsStream(resources + "/" + name)) {
                if (in == null) {
                    return null;
                }
                library = in.readAllBytes();
            }
            Path folder = cache.resolve("sqlite-" + digest(library));
            Files.createDirectories(folder, permissions("rwx------"));
            return isOurs(cache) && isOurs(folder) && unpack(library, folder.resolve(name)) ? folder : null;
        } catch (IOException | ReflectiveOperationException | LinkageError | SecurityException unusable) {
            return null;
        }
    }

    /** Refuses a folder that another user can write: code is loaded from it. */
    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(folder)) {
            return false;
        }
        if (!POSIX) {
            return true;
        }
        Path probe = Files.createTempFile(folder, ".owner", "", permissions("rw-------"));
        try {
            return Files.getOwner(folder).equals(Files.getOwner(probe))
                    && Files.getPosixFilePermissions(folder).stream().noneMatch(OTHERS_WRITE::contains);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** By way of a file of this process's own: another process sees the whole library or none. */
    private static boolean unpack(byte[] library, Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == library.length
                && Arrays.equals(Files.readAllBytes(file), library)) {
            return true;
        }
        Path own = Files.createTempFile(file.getParent(), ".unpacking", "", permissions("rwx------"));
        try {
            Files.write(own, library);
            Files.move(own, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static String digest(byte[] library) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(library);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
