package io.github.fluentpay.protocol.internal;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** The path of a file as people give it. */
public final class GivenPath {

    private static final String FILE_URL = "file:";

    private GivenPath() {}

    /**
     * The path that a text names: itself, or the path of a {@code file:} URL.
     *
     * @throws InvalidPathException if it names none
     */
    public static Path of(String text) {
        return lower(text).startsWith(FILE_URL) ? ofUrl(text) : Path.of(text);
    }

    private static Path ofUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.isOpaque() ? Path.of(url.getSchemeSpecificPart()) : Path.of(url);
        } catch (FileSystemNotFoundException | IllegalArgumentException e) {
            // A blank in it, for example, which a URL does not have and a path may.
            return Path.of(text.substring(FILE_URL.length()));
        }
    }

    /**
     * The path itself if it exists; else the one that is probably meant: without invisible characters at its end, or the
     * path of a {@code file:} URL. The path itself if that does not exist either.
     */
    public static Path meant(Path path) {
        if (Files.exists(path)) {
            return path;
        }
        try {
            Path meant = of(VisibleText.trimmed(path.toString()));
            return Files.exists(meant) ? meant : path;
        } catch (InvalidPathException noPath) {
            return path;
        }
    }

    /** The probable mistake in a path that does not exist, as an addition to a message; empty if nothing is known. */
    public static String mistake(String text) {
        String lower = lower(text);
        if (lower.startsWith("classpath:") || lower.startsWith("classpath*:")) {
            return "; a name that begins with classpath: is that of a class-path resource (KeySource.resource), and a path"
                    + " is needed here";
        }
        if (text.startsWith("~")) {
            return "; only a shell replaces ~ by the home folder: write that folder out";
        }
        if (text.contains("${") || text.contains("{{") || text.contains("$(")) {
            return "; it has a placeholder in it that was not replaced by its value: set the variable that it names";
        }
        return ShownValue.isKey(text)
                ? "; it is a key or certificate itself (KeySource.text), not the path of one"
                : "";
    }

    private static String lower(String text) {
        return text.substring(0, Math.min(text.length(), 16)).toLowerCase(Locale.ROOT);
    }
}
