package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.GivenPath;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a key or certificate comes from: a file, a class-path resource, a stream, a text or bytes; PEM and DER alike, text in
 * UTF-8 or UTF-16.
 * Immutable. {@code toString()} names the place and never shows the content.
 */
public final class KeySource {

    /** More than any key, certificate chain or PKCS#12 file of the platform; keeps a wrong path from filling memory. */
    private static final int MAX_BYTES = 1 << 20;

    /** The prefix that other frameworks use for a name on the class path. */
    private static final Pattern LOCATION = Pattern.compile("^(classpath\\*?:)?/*");

    private interface Content {
        byte[] read() throws IOException;
    }

    private final String place;
    private final Content content;

    private KeySource(String place, Content content) {
        this.place = place;
        this.content = content;
    }

    /** A file, read when the key is made. Invisible characters at the end of a path that does not exist are trimmed. */
    public static KeySource path(Path path) {
        Objects.requireNonNull(path, "path");
        return new KeySource(path.toString(), () -> ofFile(GivenPath.meant(path)));
    }

    private static byte[] ofFile(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(path + " is a folder; a key or certificate file is needed");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return bounded(in);
        } catch (NoSuchFileException e) {
            // Not a cause: its message is the path, in whose place a secret may have been given.
            throw new IllegalArgumentException(
                    "There is no such file: " + ShownValue.missing(path) + GivenPath.mistake(path.toString()));
        } catch (FileSystemException e) {
            // Not a cause, for the same reason.
            throw new IllegalArgumentException(
                    ShownValue.of(path) + " cannot be read: " + reason(e) + GivenPath.mistake(path.toString()));
        }
    }

    /**
     * A class-path resource such as {@code "keys/apiclient_key.pem"}, looked up by the thread's context class loader
     * first and FluentPay's own next; read when the key is made. A prefix {@code classpath:} and a slash before the name are
     * left out.
     */
    public static KeySource resource(String name) {
        String bare = LOCATION.matcher(VisibleText.trimmed(name)).replaceFirst("");
        return new KeySource("class-path resource " + bare, () -> {
            try (InputStream in = open(bare)) {
                return bounded(in);
            }
        });
    }

    /**
     * A text: PEM, the Base64 of a PEM body, or the Base64 of a whole PEM file. Line ends may be written as the two
     * characters backslash and n.
     */
    public static KeySource text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new KeySource("the given text", () -> bytes);
    }

    /** Bytes, PEM or DER; copied. */
    public static KeySource bytes(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new KeySource("the given bytes", () -> copy);
    }

    /**
     * A stream, read to its end now; the caller closes it.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static KeySource stream(InputStream stream) {
        try {
            byte[] bytes = bounded(stream);
            return new KeySource("the given stream", () -> bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The key stream cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The content.
     *
     * @throws IllegalArgumentException if there is none, it cannot be read, or it is larger than 1 MiB
     */
    byte[] read() {
        byte[] bytes;
        try {
            bytes = content.read();
        } catch (IOException e) {
            throw new IllegalArgumentException(place + " cannot be read: " + e, e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(place + " is larger than 1 MiB, so it is not a key or certificate");
        }
        return bytes;
    }

    /** The place, for messages. */
    String place() {
        return place;
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    private static InputStream open(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream in = context == null ? null : context.getResourceAsStream(name);
        if (in == null) {
            in = KeySource.class.getClassLoader().getResourceAsStream(name);
        }
        if (in == null) {
            throw new IllegalArgumentException("There is no class-path resource of that name: " + ShownValue.of(name));
        }
        return in;
    }

    private static byte[] bounded(InputStream in) throws IOException {
        return in.readNBytes(MAX_BYTES + 1);
    }

    @Override
    public String toString() {
        return "KeySource[" + place + "]";
    }
}
