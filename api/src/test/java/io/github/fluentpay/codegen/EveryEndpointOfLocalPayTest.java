package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.catalogue.BodyKind;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.ReplyKind;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.FileContent;
import io.github.fluentpay.client.Multipart;
import io.github.fluentpay.client.RateLimits;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.typed.ReplyView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Walks all APIv3 operations through the typed chain against LocalPay, with the catalogue's examples: each gets a signed
 * answer as documented, and a typed reply.
 */
class EveryEndpointOfLocalPayTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final String FIDELITY = "LocalPay-Fidelity";
    private static final byte[] FILE = {1, 2, 3};
    private static final String REFUSED = "refused-examples.txt";
    private static final Set<String> CALLER = Set.of("mchid", "sp_mchid", "belong_merchant");

    /** SM3 of {@link #FILE}, as OpenSSL computes it. */
    private static final String SM3 = "9e8b6d53ee60191adb5d47829b07463238ab0f9fe39dde61d8ee4936329e31fb";

    private static final List<Operation> OPERATIONS = CATALOGUE.operations().stream()
            .filter(operation -> operation.version() == Version.V3)
            .toList();

    @Test
    void answersEveryOperationFromTheCatalogue() {
        Map<String, List<String>> wrong = new TreeMap<>();
        int answered = 0;
        int read = 0;
        try (LocalPay localPay = LocalPay.builder().stateless().start();
                FluentPay pay = client(localPay).build()) {
            for (Operation operation : OPERATIONS) {
                try {
                    Object made = call(operation, pay);
                    Reply reply = reply(made);
                    assertThat(reply.header(FIDELITY)).isEqualTo("schema");
                    assertThat(reply.status()).isEqualTo(status(operation));
                    assertThat(reply.signedBy() != null).isEqualTo(operation.isReplySigned());
                    answered++;
                    if (operation.reply() == ReplyKind.JSON) {
                        List<String> problems =
                                DocumentedReply.problems(((ReplyView) made).json(), operation.response(), true);
                        if (!problems.isEmpty()) {
                            wrong.put(operation.id(), problems);
                        }
                        read += TypedCall.read(made, operation.response());
                    }
                } catch (RuntimeException | AssertionError e) {
                    wrong.put(operation.id(), List.of(e.toString()));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(answered).isEqualTo(1018);
        assertThat(read).isGreaterThan(13_000);
    }

    @Test
    void answersEveryOperationAsAPlatformWithState() throws IOException {
        Map<String, List<String>> wrong = new TreeMap<>();
        Map<String, String> refused = new TreeMap<>();
        int answered = 0;
        List<TransportReply> received = new ArrayList<>();
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = client(localPay)
                        .decorateTransport(transport -> request ->
                                transport.send(request).whenComplete((reply, failure) -> received.add(reply)))
                        .build()) {
            MessageVerifier verifier = new MessageVerifier(localPay::platformKeys);
            String caller = localPay.merchant().mchid();
            for (Operation operation : OPERATIONS) {
                received.clear();
                try {
                    Object made = call(operation, pay, caller);
                    answered++;
                    if (operation.reply() == ReplyKind.JSON) {
                        boolean complete = "schema".equals(reply(made).header(FIDELITY));
                        List<String> problems =
                                DocumentedReply.problems(((ReplyView) made).json(), operation.response(), complete);
                        if (!problems.isEmpty()) {
                            wrong.put(operation.id(), problems);
                        }
                    }
                } catch (ServiceException refusal) {
                    TransportReply reply = received.get(0);
                    assertThat(verifier.check(
                                    SignatureHeaders.from(reply.headers()::first), reply.body(), Instant.now()))
                            .as(operation.id())
                            .isEmpty();
                    assertThat(reply.headers().first(FIDELITY))
                            .as(operation.id())
                            .isEqualTo("stateful");
                    refused.put(operation.id(), refusal.code());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused)
                .as("each with its reason in %s: add what a new rule refuses, drop what it takes", REFUSED)
                .containsExactlyInAnyOrderEntriesOf(listed());
        assertThat(answered + refused.size()).isEqualTo(1018);
    }

    /** The code by operation; above each group of lines stands its reason. */
    private static Map<String, String> listed() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        try (InputStream file =
                Objects.requireNonNull(EveryEndpointOfLocalPayTest.class.getResourceAsStream(REFUSED), REFUSED)) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int space = line.indexOf(' ');
                        listed.put(line.substring(space + 1), line.substring(0, space));
                    });
        }
        return listed;
    }

    private static ClientBuilder<FluentPay> client(LocalPay localPay) {
        return FluentPay.builder()
                .profile(localPay.profile())
                .retry(RetryPolicy.none())
                .rateLimits(RateLimits.none());
    }

    private static Reply reply(Object made) {
        return made instanceof ReplyView view ? view.reply() : (Reply) made;
    }

    private static int status(Operation operation) {
        return Objects.requireNonNullElse(operation.status(), operation.reply() == ReplyKind.EMPTY ? 204 : 200);
    }

    private static Object call(Operation operation, FluentPay pay) {
        return call(operation, pay, "1900000109");
    }

    /** With that merchant number wherever a request names who calls, and for each new order a number of its own. */
    private static Object call(Operation operation, FluentPay pay, String caller) {
        Map<String, String> path = new LinkedHashMap<>();
        example(operation.pathVariables(), caller).fields().forEach((name, value) -> path.put(name, text(value)));
        TypedCall typed = new TypedCall(operation, path, example(operation.query(), caller), body(operation, caller));
        Object step = typed.step(pay);
        return operation.body() == BodyKind.MULTIPART ? upload(operation, step) : typed.make(step);
    }

    private static JsonObject body(Operation operation, String caller) {
        JsonObject body = example(operation.request(), caller);
        return body.has("out_trade_no")
                ? body.with(
                        "out_trade_no",
                        "walk" + Integer.toUnsignedString(operation.id().hashCode()))
                : body;
    }

    private static JsonObject example(List<Field> fields, String caller) {
        JsonObject example = Examples.of(fields);
        for (Field field : fields) {
            if (CALLER.contains(field.name()) && field.type() == FieldType.STRING && field.encryption() == null) {
                example = example.with(field.name(), JsonString.of(caller));
            }
        }
        return example;
    }

    private static Object upload(Operation operation, Object step) {
        FileContent file = FileContent.of("图.png", FILE);
        try {
            return TypedCall.invoke(
                    step,
                    step.getClass().getMethod("post", Multipart.class),
                    Multipart.of(meta(operation, file), file));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(operation.id(), e);
        }
    }

    private static JsonObject meta(Operation operation, FileContent file) {
        Field part = operation.request().stream()
                .filter(field -> field.name().equals("meta"))
                .findFirst()
                .orElseThrow();
        JsonObject meta = Examples.of(part.fields());
        boolean sm3 = meta.toJson().contains("SM3");
        for (Field field : part.fields()) {
            boolean sealed = !Sensitive.pointers(List.of(field), Encryption.PLATFORM_PUBLIC_KEY)
                    .isEmpty();
            if (sealed) {
                // An upload is sent as it is given.
                meta = meta.without(field.name());
            } else if (List.of("sha256", "file_digest", "digest").contains(field.name())) {
                meta = meta.with(field.name(), sm3 ? SM3 : file.sha256());
            }
        }
        return meta;
    }

    private static String text(@Nullable JsonValue value) {
        return value instanceof JsonString string ? string.value() : String.valueOf(value);
    }
}
