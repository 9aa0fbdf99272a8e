package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Calls LocalPay over a real socket, signed as a merchant. */
final class TestCaller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Profile profile;
    private final Clock clock;

    TestCaller(Profile profile, Clock clock) {
        this.profile = profile;
        this.clock = clock;
    }

    static TestCaller of(LocalPay localPay) {
        return new TestCaller(localPay.profile(), Clock.systemUTC());
    }

    /** A reply with its body read as text. */
    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonObject json() {
            return JsonObject.parse(response.body());
        }

        String code() {
            return json().string("code");
        }

        String message() {
            return json().string("message");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    Answer post(String path, JsonObject body) {
        return send("POST", path, body.toJson());
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer send(String method, String path, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String authorization = new RequestSigner(profile.merchant())
                .authorization(method, path, clock.instant(), RequestSigner.nonce(RANDOM), bytes);
        return sendWith(authorization, method, path, bytes, headers);
    }

    Answer sendWith(String authorization, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(profile.baseUrls().get(0) + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", authorization)
                .header("Accept", "*/*");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Why the reply must not be trusted; empty if it may be. */
    Optional<Refusal> verify(Answer answer) {
        return new MessageVerifier(profile::verifyingKeys)
                .check(SignatureHeaders.from(answer::header), answer.response().body(), clock.instant());
    }
}
