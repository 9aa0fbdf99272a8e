package io.github.fluentpay.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Standard output as UTF-8, whatever the locale; it remembers why it could not be written. */
final class StandardOutput extends PrintStream {

    /** The process's own standard output, where Linux shows what it leads to. */
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

    private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/[0-9]+|tty.*|console)");

    /** So Linux, macOS and Windows say it. */
    private static final Pattern CLOSED_PIPE =
            Pattern.compile("(?i).*(broken pipe|pipe is being closed|pipe has been ended).*");

    private final RememberingStream stream;

    StandardOutput(OutputStream out) {
        this(new RememberingStream(out));
    }

    private StandardOutput(RememberingStream stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /**
     * The reason why a stream of results took less than it was given; null if it took all of it. A pipe whose reader wants no more, as
     * behind {@code head}, is no failure.
     */
    static @Nullable String failure(PrintStream out) {
        if (!out.checkError()) {
            return null;
        }
        IOException failure = out instanceof StandardOutput standard ? standard.stream.failure : null;
        String reason = failure == null ? "it is closed" : FileTrouble.reason(failure);
        return CLOSED_PIPE.matcher(reason).matches() ? null : reason;
    }

    /**
     * Tells if standard output is a terminal. The console of Java tells it only where standard input is one, too, and since
     * Java 22 there is a console in a pipe, which has to be asked.
     */
    @SuppressWarnings("SystemConsoleNull") // it is asked further where it is not null
    static boolean isTerminal() {
        Console console = System.console();
        return (console != null && isTerminal(console)) || isTerminal(DESCRIPTOR);
    }

    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    static boolean isTerminal(Path descriptor) {
        try {
            return TERMINAL.matcher(Files.readSymbolicLink(descriptor).toString())
                    .matches();
        } catch (IOException | UnsupportedOperationException anotherSystem) {
            return false;
        }
    }

    private static final class RememberingStream extends FilterOutputStream {

        private @Nullable IOException failure;

        RememberingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            try {
                out.write(b);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        private IOException remembered(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
