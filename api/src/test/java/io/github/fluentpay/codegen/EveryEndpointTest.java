package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.RecordedPlatform;
import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Format;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.ReplyKind;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.FileContent;
import io.github.fluentpay.client.Multipart;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.typed.Step;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks the whole catalogue through the generated chain; in this package to name methods as the generator does. */
class EveryEndpointTest {

    private static final Catalogue CATALOGUE = Catalogue.load();

    private static final FileContent FILE = FileContent.of("图.png", new byte[] {1, 2, 3});
    private static final JsonObject META = JsonObject.of("filename", "图.png", "sha256", FILE.sha256());

    private final RecordedPlatform platform = new RecordedPlatform();
    private final FluentPay pay = platform.client().build();

    @AfterEach
    void close() {
        pay.close();
    }

    @Test
    void allSpellingsSendTheSameBytes() {
        int compared = 0;
        int byTyped = 0;
        int byPath = 0;
        for (Operation operation : CATALOGUE.operations()) {
            Map<String, String> path = pathValues(operation);
            JsonObject query = Examples.of(operation.query());
            JsonObject body = Examples.of(operation.request());
            TypedCall typed = new TypedCall(operation, path, query, body);
            List<Chain> untyped = List.of(pay.chain(operation.path()), pay.get(operation.path()));
            if (operation.version() == Version.V2) {
                assertThat(typed.step(pay)).isInstanceOf(Step.class);
                Chain continued = ((Step<?>) typed.step(pay)).chain();
                for (Chain chain : List.of(untyped.get(0), untyped.get(1), continued)) {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> send(operation, chain, Map.of(), JsonObject.empty(), body))
                            .withMessageContaining(operation.path() + " is an APIv2 call");
                }
                byTyped++;
                byPath++;
                continue;
            }
            platform.received().clear();

            if (uploads(operation)) {
                upload(operation, typed.step(pay));
            } else {
                typed.make(pay);
            }
            byTyped++;
            for (Chain chain : untyped) {
                send(operation, chain, path, query, body);
            }
            byPath++;

            List<TransportRequest> sent = platform.received();
            assertThat(sent).as(operation.id()).hasSize(3);
            assertThat(URI.create(sent.get(0).target()).getPath()).endsWith("/" + filled(operation, path));
            for (TransportRequest other : sent.subList(1, 3)) {
                assertThat(text(other)).isEqualTo(text(sent.get(0)));
            }
            compared++;
        }
        assertThat(byTyped).isEqualTo(1147);
        assertThat(byPath).isEqualTo(1147);
        assertThat(compared).isEqualTo(1018);
    }

    @Test
    void everyDocumentedFieldOfAReplyIsRead() {
        int read = 0;
        for (Operation operation : CATALOGUE.operations()) {
            if (operation.version() == Version.V2 || operation.reply() != ReplyKind.JSON || uploads(operation)) {
                continue;
            }
            platform.answer(200, Examples.of(operation.response()).toJson());

            Object reply = new TypedCall(
                            operation,
                            pathValues(operation),
                            Examples.of(operation.query()),
                            Examples.of(operation.request()))
                    .make(pay);

            assertThat(((ReplyView) reply).reply().status()).isEqualTo(200);
            read += TypedCall.read(reply, operation.response());
        }
        assertThat(read).isGreaterThan(13_000);
    }

    @Test
    void apiV2VerbsSayThatTheyAreNotSpokenYet() {
        int refused = 0;
        for (Operation operation : CATALOGUE.operations()) {
            if (operation.version() == Version.V2 && operation.body() == BodyKind.XML) {
                TypedCall typed = new TypedCall(
                        operation, Map.of(), Examples.of(operation.query()), Examples.of(operation.request()));
                assertThatIllegalStateException()
                        .isThrownBy(() -> typed.make(pay))
                        .withMessageContaining("APIv2")
                        .withMessageContaining(operation.path());
                refused++;
            }
        }
        assertThat(refused).isEqualTo(122);
        assertThat(platform.received()).isEmpty();
    }

    private static void upload(Operation operation, Object step) {
        try {
            TypedCall.invoke(step, step.getClass().getMethod("post", Multipart.class), Multipart.of(META, FILE));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(operation.id(), e);
        }
    }

    private static Multipart upload(Operation operation) {
        String part = operation.request().stream()
                .filter(field -> field.format() == Format.BINARY)
                .map(Field::name)
                .findFirst()
                .orElseThrow();
        return Multipart.of(META, FILE).partName(part);
    }

    /** The path with its values as they were given. */
    private static String filled(Operation operation, Map<String, String> values) {
        String path = Objects.requireNonNullElse(operation.pathOnTheWire(), operation.path());
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        return path;
    }

    private static boolean uploads(Operation operation) {
        return operation.body() == BodyKind.MULTIPART;
    }

    private static Map<String, String> pathValues(Operation operation) {
        Map<String, String> values = new LinkedHashMap<>();
        // A value no chain may touch: capitals, dashes, a slash, a space, a percent sign, Chinese.
        operation.variables().forEach(name -> values.put(name, "oA-b_C/ %" + name + "券"));
        return values;
    }

    private static Reply send(
            Operation operation, Chain chain, Map<String, String> path, JsonObject query, JsonObject body) {
        Chain ready = chain;
        for (Map.Entry<String, String> value : path.entrySet()) {
            ready = ready.path(value.getKey(), value.getValue());
        }
        for (Field header : HeadersEmitter.required(operation)) {
            ready = ready.header(header.name(), TypedCall.header(header));
        }
        List<String> sealedQuery = Sensitive.pointers(operation.query(), Encryption.PLATFORM_PUBLIC_KEY);
        for (Map.Entry<String, JsonValue> field : query.fields().entrySet()) {
            ready = sealedQuery.contains("/" + field.getKey())
                    ? ready.queryEncrypting(field.getKey(), ((JsonString) field.getValue()).value())
                    : ready.query(field.getKey(), plain(field.getValue()));
        }
        List<String> sealed = Sensitive.pointers(operation.request(), Encryption.PLATFORM_PUBLIC_KEY);
        if (!sealed.isEmpty()) {
            ready = ready.encrypting(sealed);
        }
        if (operation.body() == BodyKind.MULTIPART && operation.version() == Version.V3) {
            return ready.post(upload(operation));
        }
        boolean hasBody = operation.body() == BodyKind.JSON;
        return switch (operation.verb()) {
            case GET -> ready.get();
            case POST -> hasBody ? ready.post(body) : ready.post();
            case PUT -> hasBody ? ready.put(body) : ready.put();
            case PATCH -> hasBody ? ready.patch(body) : ready.patch();
            case DELETE -> hasBody ? ready.delete(body) : ready.delete();
        };
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.values().stream().map(EveryEndpointTest::plain).toList();
        }
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value instanceof JsonObject ? value : value.toJson();
    }

    private static String text(TransportRequest request) {
        return request.method() + " " + request.origin() + request.target() + "\n" + headers(request) + "\n"
                + new String(request.body(), StandardCharsets.UTF_8);
    }

    private static String headers(TransportRequest request) {
        return request.headers().toString() + request.headers().first("Authorization");
    }
}
