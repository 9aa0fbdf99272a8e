package io.github.fluentpay.local.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Carries bytes between a program and a server, and cuts a connection at a word that the program sends. */
final class CuttingProxy implements AutoCloseable {

    /** The part of the exchange that is lost. */
    enum Lost {
        QUESTION,
        ANSWER
    }

    private record Cut(String word, Lost lost) {}

    /** Something that ends when its socket is closed. */
    private interface Carrying {
        void run() throws IOException;
    }

    private final ServerSocket door;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private final AtomicReference<Cut> next = new AtomicReference<>();

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts once, at the next bytes from the program that hold the word. */
    void cutAt(String word, Lost lost) {
        next.set(new Cut(word, lost));
    }

    /** Tells whether the cut that was asked for was made. */
    boolean hasCut() {
        return next.get() == null;
    }

    /** Refuses new connections; those that are open remain. */
    void acceptNoMore() {
        refusing = true;
        try {
            door.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket program = door.accept();
            if (refusing) {
                // Closing the door does not stop one that is at it already.
                program.close();
                return;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.addAll(List.of(program, server));
            AtomicReference<Cut> cut = new AtomicReference<>();
            start(() -> carryQuestions(program, server, cut));
            start(() -> carryAnswers(server, program, cut));
        }
    }

    private void carryQuestions(Socket program, Socket server, AtomicReference<Cut> cut) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = 0; read >= 0; read = program.getInputStream().read(buffer)) {
            Cut wanted = next.get();
            if (wanted != null && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(wanted.word())) {
                cut.set(wanted);
                next.set(null);
                if (wanted.lost() == Lost.QUESTION) {
                    break;
                }
            }
            server.getOutputStream().write(buffer, 0, read);
        }
        server.close();
    }

    /** An answer that is lost has come this far: the server has done what it was asked for. */
    private static void carryAnswers(Socket server, Socket program, AtomicReference<Cut> cut) throws IOException {
        try (program;
                server) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = 0;
                    read >= 0 && cut.get() == null;
                    read = server.getInputStream().read(buffer)) {
                program.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private static void start(Carrying carrying) {
        Thread thread = new Thread(() -> {
            try {
                carrying.run();
            } catch (IOException closed) {
                // The other side has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
