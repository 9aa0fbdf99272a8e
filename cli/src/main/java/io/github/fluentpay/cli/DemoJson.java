package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ServiceException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The demo for scripts: one JSON object a line. */
final class DemoJson implements DemoPrinter {

    private final PrintStream out;

    DemoJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(URI baseUrl) {
        print(JsonObject.of("step", "begin", "base_url", baseUrl.toString()));
    }

    @Override
    public void returned(String spelling, String code, TransportRequest request, Reply reply) {
        print(JsonObject.of("step", "returned", "spelling", spelling, "code", code)
                .with("request", body(request))
                .with("reply", Clients.asJson(reply)));
    }

    @Override
    public void redeemedAgain(Reply reply) {
        print(JsonObject.of("step", "redeemed", "reply", Clients.asJson(reply)));
    }

    @Override
    public void refused(String title, String code, TransportRequest request, ServiceException refusal) {
        print(JsonObject.of("step", "refused", "code", code, "request", body(request))
                .with("message", String.valueOf(refusal.getMessage()))
                .with("error_code", String.valueOf(refusal.code())));
    }

    @Override
    public void diagnosed(String title, String mistake, int status, String message, String stringToSign) {
        print(JsonObject.of("step", "diagnosed", "mistake", mistake, "status", status, "message", message)
                .with("string_to_sign", stringToSign));
    }

    @Override
    public void end() {
        print(JsonObject.of("step", "end"));
    }

    private static JsonObject body(TransportRequest request) {
        return JsonObject.parse(new String(request.body(), StandardCharsets.UTF_8));
    }

    private void print(JsonObject line) {
        out.println(line.toJson());
    }
}
