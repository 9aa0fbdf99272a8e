package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The body of a call: JSON text on the command line, or a file with it. */
final class CallBody {

    private static final String STDIN = "-";

    /** JSON begins with no such character, so that the habit of other tools fits beside it. */
    private static final String FILE_MARK = "@";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Option(
            names = "--json",
            paramLabel = "JSON|@FILE",
            description = "The body; sent as it is. @FILE reads it from a file, @- from standard input.")
    private @Nullable String json;

    @Option(names = "--json-file", paramLabel = "FILE", description = "A file with the body; - for standard input.")
    private @Nullable Path file;

    /** @throws SettingsException if the file cannot be read, is empty, or is not UTF-8 */
    @Nullable
    String text() {
        if (file != null) {
            return read(file.toString());
        }
        return json != null && json.startsWith(FILE_MARK) ? read(json.substring(FILE_MARK.length())) : json;
    }

    private static String read(String name) {
        boolean isStdin = name.equals(STDIN);
        String text = decoded(isStdin ? standardInput() : bytes(path(name)), isStdin ? "Standard input" : name);
        if (text.isEmpty()) {
            throw new SettingsException((isStdin ? "Standard input" : name)
                    + " is empty, and the body of the call is read from it; nothing was sent");
        }
        return text;
    }

    private static Path path(String name) {
        try {
            if (!name.isEmpty()) {
                return Path.of(name);
            }
        } catch (InvalidPathException e) {
            // Not a cause: its message has the value in it.
            throw new SettingsException("--json @FILE: the name of the file is " + ShownValue.described(name)
                    + ", and no path; nothing was sent");
        }
        throw new SettingsException("--json @ names no file; write --json @FILE, or --json @- for standard input");
    }

    private static byte[] standardInput() {
        try {
            InputStream in = System.in;
            return in.readAllBytes();
        } catch (IOException e) {
            throw new SettingsException("Standard input cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingsException(file + " is a folder, not a file with the body of the call");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileTrouble.unreadable(file, e);
        }
    }

    /** A replacement character in place of what cannot be decoded would be signed and sent. */
    private static String decoded(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text).strip();
        } catch (CharacterCodingException e) {
            throw new SettingsException(name + " is not UTF-8, which the body of a call has to be: save it as UTF-8;"
                    + " nothing was sent");
        }
    }
}
