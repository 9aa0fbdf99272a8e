package io.github.fluentpay.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.ValidationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A merchant's server: takes notifications, verifies them, and answers as it is told. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** One delivery as it came in. */
    record Received(String path, NotificationRequest request, Map<String, List<String>> headers) {

        /** Verified and opened. */
        Notification read(Profile profile, Clock clock) {
            return new NotificationReader(profile::verifyingKeys, Objects.requireNonNull(profile.apiV3Key()))
                    .read(request, clock.instant());
        }

        /** Why it is not to be trusted. */
        String refusal(Profile profile, Clock clock) {
            try {
                read(profile, clock);
                return "none";
            } catch (ValidationException e) {
                return e.reason().name();
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        received.add(new Received(
                exchange.getRequestURI().toString(),
                NotificationRequest.of(headers, body),
                Map.copyOf(exchange.getRequestHeaders())));
        Integer status = answers.poll();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    /** The statuses of the next answers; 200 afterwards. */
    Receiver answering(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    /** Answers nothing until the latch is down. */
    void holdBack(CountDownLatch latch) {
        gate = latch;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Received> received() {
        return received;
    }

    Received last() {
        return received.get(received.size() - 1);
    }

    @Override
    public void close() {
        gate = new CountDownLatch(0);
        server.stop(0);
        threads.shutdownNow();
    }
}
