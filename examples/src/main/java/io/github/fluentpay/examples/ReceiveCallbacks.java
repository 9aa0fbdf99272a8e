package io.github.fluentpay.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Notifications;
import io.github.fluentpay.events.TransactionSuccess;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.notifications.JdbcNotificationStore;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.typed.EventView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteDataSource;

/** Takes callbacks (回调通知) over HTTP: verified, decrypted, typed, and each of them once. */
public final class ReceiveCallbacks {

    private ReceiveCallbacks() {}

    public static void main(String[] args) throws Exception {
        Path database = Files.createTempFile("shop", ".db");
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            HttpServer shop = start(pay.notifications().once(storeIn(database)));
            try {
                deliver(
                        localPay,
                        URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/wechatpay"));
            } finally {
                shop.stop(0);
            }
        } finally {
            Files.delete(database);
        }
    }

    private static JdbcNotificationStore storeIn(Path database) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + database);
        JdbcNotificationStore store = new JdbcNotificationStore(dataSource);
        store.createTable();
        return store;
    }

    /** What your shop has. */
    private static HttpServer start(Notifications<EventView> notifications) throws IOException {
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/wechatpay", exchange -> {
            NotificationRequest request = NotificationRequest.of(
                    exchange.getRequestHeaders()::getFirst,
                    exchange.getRequestBody().readAllBytes());
            answer(exchange, notifications.handle(request, ReceiveCallbacks::take));
        });
        shop.start();
        return shop;
    }

    private static void take(EventView event) {
        if (event instanceof TransactionSuccess paid) {
            System.out.println("The shop ships " + paid.outTradeNo() + ", paid as " + paid.transactionId());
        } else {
            System.out.println("The shop has no use for " + event.notification().eventType());
        }
    }

    private static void answer(HttpExchange exchange, NotificationAnswer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body();
            exchange.getResponseHeaders().set("Content-Type", NotificationAnswer.CONTENT_TYPE);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** What the platform does. */
    private static void deliver(LocalPay localPay, URI shop) throws Exception {
        SignedNotification paid = localPay.notification(
                "TRANSACTION.SUCCESS",
                "transaction",
                JsonObject.of(
                        "out_trade_no", "1217752501201407033233368018",
                        "transaction_id", "4200000001202611250123456789"));
        String spaced = new String(paid.body(), StandardCharsets.UTF_8).replace(",", ", ");

        post("a payment", shop, paid);
        post("the same once more", shop, paid);
        post("a probe", shop, paid.withHeader("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AbCd"));
        post("a body written anew", shop, paid.withBody(spaced.getBytes(StandardCharsets.UTF_8)));
        post("a kind of tomorrow", shop, localPay.notification("MOON.FULL", "moon", JsonObject.empty()));
    }

    private static void post(String what, URI shop, SignedNotification notification) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(shop)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(notification.body()));
        notification.headers().forEach(request::header);
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(what + ": " + answer.statusCode() + " " + answer.body());
    }
}
