package io.github.fluentpay.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** A file to upload (上传图片、视频、文件), whole in memory: the platform takes a few megabytes. Immutable. */
public final class FileContent {

    private final String fileName;
    private final byte[] bytes;
    private final String sha256;

    private FileContent(String fileName, byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("The file " + fileName + " is empty");
        }
        this.fileName = fileName;
        this.bytes = bytes;
        this.sha256 = HexFormat.of().formatHex(sha256(bytes));
    }

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is empty
     */
    public static FileContent of(Path path) {
        String fileName =
                checked(path.getFileName() == null ? "" : path.getFileName().toString());
        try {
            return new FileContent(fileName, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("There is no file " + path, e);
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    /**
     * A file of these bytes, which are copied.
     *
     * @param fileName name and extension, which says what kind of file it is; without a folder
     * @throws IllegalArgumentException if the name is blank, or a path, or there are no bytes
     */
    public static FileContent of(String fileName, byte[] bytes) {
        return new FileContent(checked(fileName), bytes.clone());
    }

    /**
     * Reads a file from a stream to its end; closing it is left to the caller.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException as {@link #of(String, byte[])}
     */
    public static FileContent of(String fileName, InputStream stream) {
        String checked = checked(fileName);
        try {
            return new FileContent(checked, stream.readAllBytes());
        } catch (IOException e) {
            throw unreadable(fileName, e);
        }
    }

    private static String checked(String fileName) {
        String name = Values.text("The file's name", Objects.requireNonNull(fileName, "fileName"));
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("The file's name " + name + " is a path; give the name alone");
        }
        return name;
    }

    private static UncheckedIOException unreadable(String file, IOException cause) {
        return new UncheckedIOException("The file " + file + " cannot be read: " + cause.getMessage(), cause);
    }

    /** Name and extension. */
    public String fileName() {
        return fileName;
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** SHA-256 of the bytes, lower-case hexadecimal, as the platform wants it beside an upload. */
    public String sha256() {
        return sha256;
    }

    /** The bytes themselves; never change them. */
    byte[] bytes() {
        return bytes;
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileContent that && fileName.equals(that.fileName) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fileName, sha256);
    }

    /** The size only: a name may be a person's. */
    @Override
    public String toString() {
        return "FileContent[" + bytes.length + " bytes]";
    }
}
