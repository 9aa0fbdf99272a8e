package io.github.fluentpay.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes notifications over HTTP for a shop, and keeps what they told. */
final class ShopServer implements AutoCloseable {

    private final Shop shop;
    private final HttpServer server;
    private final List<Shop.Told> told = new CopyOnWriteArrayList<>();
    private final List<Throwable> refused = new CopyOnWriteArrayList<>();

    ShopServer(Shop shop) {
        this.shop = shop;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/wechatpay", this::take);
        server.start();
    }

    String notifyUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/wechatpay";
    }

    /** In the order they came in. */
    List<Shop.Told> told() {
        return told;
    }

    /** What the client threw at a notification. */
    List<Throwable> refused() {
        return refused;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                told.add(shop.told(exchange.getRequestHeaders(), body));
                exchange.sendResponseHeaders(204, -1);
            } catch (RuntimeException | Error e) {
                refused.add(e);
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
