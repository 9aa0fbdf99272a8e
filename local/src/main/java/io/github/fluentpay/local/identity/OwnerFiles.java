package io.github.fluentpay.local.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and folders that only their owner may read: the permissions are given when a file is made, so there is no
 * moment in which it is open to others. Where the file system has no such permissions, its own rules hold.
 */
final class OwnerFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerFiles() {}

    /** A channel to a file, which is made if it is not there. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions("rw-------"));
    }

    /** Makes a file that is not there yet, and has its bytes on the disk when it returns. */
    static void write(Path file, String text) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Replaces a file in one step, by way of another one beside it; if that fails, the old file stays, and no half of the new
     * one takes up room.
     */
    static void replace(Path file, Path renewed, String text) throws IOException {
        Files.deleteIfExists(renewed);
        try {
            write(renewed, text);
            Files.move(renewed, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(renewed);
            throw e;
        }
    }

    static void createDirectory(Path folder) throws IOException {
        Files.createDirectory(folder, permissions("rwx------"));
    }

    static void createDirectories(Path folder) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
    }

    /** Deletes a folder with all that is in it, or a file; does nothing if it is not there. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }
}
