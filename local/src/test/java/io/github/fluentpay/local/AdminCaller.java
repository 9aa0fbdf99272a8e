package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls about LocalPay itself, as somebody with curl makes them. */
final class AdminCaller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalPay localPay;

    AdminCaller(LocalPay localPay) {
        this.localPay = localPay;
    }

    JsonObject get(String path) {
        return answered(send("GET", path, ""), 200);
    }

    JsonObject post(String path, Object... body) {
        return answered(send("POST", path, JsonObject.of(body).toJson()), 200);
    }

    void done(String method, String path, Object... body) {
        HttpResponse<String> answer =
                send(method, path, body.length == 0 ? "" : JsonObject.of(body).toJson());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** Status, code and message of a refusal. */
    String refused(String method, String path, Object... body) {
        HttpResponse<String> answer =
                send(method, path, body.length == 0 ? "" : JsonObject.of(body).toJson());
        JsonObject error = JsonObject.parse(answer.body());
        return answer.statusCode() + " " + error.string("code") + " " + error.string("message");
    }

    private static JsonObject answered(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonObject.parse(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(localPay.baseUrl() + "/localpay/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
