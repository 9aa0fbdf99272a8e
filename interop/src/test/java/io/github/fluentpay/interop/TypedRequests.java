package io.github.fluentpay.interop;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.client.Headers;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.typed.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.lang.model.SourceVersion;

/** What our typed chain sends; its builders are filled through their setters, each found by the name a user would type. */
final class TypedRequests implements AutoCloseable {

    private final FluentPay pay;
    private TransportRequest sent;

    TypedRequests(KeyPair merchant, KeyPair platform) {
        this.pay = FluentPay.builder()
                .merchant(new Merchant(
                        "1900000001",
                        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                        MerchantKey.of(merchant.getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(
                        "PUB_KEY_ID_0110000000000000000000000000000000", platform.getPublic())))
                .transport(this::refuse)
                .build();
    }

    FluentPay client() {
        return pay;
    }

    private CompletableFuture<TransportReply> refuse(TransportRequest request) {
        sent = request;
        byte[] body = "{\"code\":\"PARAM_ERROR\",\"message\":\"\"}".getBytes(StandardCharsets.UTF_8);
        return CompletableFuture.completedFuture(new TransportReply(400, Headers.none(), body));
    }

    /** The same request as {@code official}, by our verb with lambdas, or without arguments where it has none. */
    SentRequest of(Step<?> step, Operation operation, SentRequest official) {
        String verb = operation.verb().name().toLowerCase(Locale.ROOT);
        Method method = Arrays.stream(step.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(verb))
                .filter(candidate ->
                        Arrays.stream(candidate.getParameterTypes()).allMatch(Consumer.class::equals))
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow(() -> new AssertionError("No " + verb + " in " + step));
        List<Object> arguments = new ArrayList<>();
        if (!operation.query().isEmpty()) {
            arguments.add(filling(JsonObject.from(official.query())));
        }
        if (!operation.request().isEmpty()) {
            arguments.add(filling(official.body()));
        }
        sent = null;
        try {
            invoke(step, method, arguments.toArray());
            throw new AssertionError("A refusal was taken for an answer");
        } catch (ServiceException refused) {
            TransportRequest request = Objects.requireNonNull(sent, "nothing was sent");
            return SentRequest.of(
                    request.method(),
                    URI.create(request.origin() + request.target()),
                    new String(request.body(), StandardCharsets.UTF_8));
        }
    }

    private static Consumer<Object> filling(JsonObject fields) {
        return builder -> fields.fields().forEach((name, value) -> set(builder, name, value));
    }

    private static void set(Object builder, String name, JsonValue value) {
        String property = camel(name);
        if (value instanceof JsonArray array && array.size() > 0 && array.get(0) instanceof JsonObject) {
            String adder = "add" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
            array.forEach(item -> invoke(builder, setter(builder, adder, Consumer.class), filling((JsonObject) item)));
        } else if (value instanceof JsonArray array) {
            List<?> items = array.values().stream().map(TypedRequests::plain).toList();
            invoke(builder, setter(builder, property, List.class), items);
        } else if (value instanceof JsonObject object) {
            invoke(builder, setter(builder, property, Consumer.class), filling(object));
        } else {
            Object plain = plain(value);
            scalar(builder, property, plain);
        }
    }

    /** A query's numbers and booleans come as text. */
    private static void scalar(Object builder, String property, Object plain) {
        Map<Class<?>, Object> forms = plain instanceof String text
                ? Map.of(String.class, text)
                : Map.of(plain instanceof Long ? long.class : boolean.class, plain);
        for (Map.Entry<Class<?>, Object> form : forms.entrySet()) {
            if (has(builder, property, form.getKey())) {
                invoke(builder, setter(builder, property, form.getKey()), form.getValue());
                return;
            }
        }
        if (plain instanceof String text && has(builder, property, long.class)) {
            invoke(builder, setter(builder, property, long.class), Long.parseLong(text));
        } else if (plain instanceof String text) {
            invoke(builder, setter(builder, property, boolean.class), Boolean.parseBoolean(text));
        } else {
            throw new AssertionError(
                    "No setter " + property + " for " + plain.getClass() + " in " + builder.getClass());
        }
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.value();
        }
        return value instanceof JsonNumber number ? (Object) number.longValue() : ((JsonBoolean) value).value();
    }

    private static boolean has(Object builder, String name, Class<?> parameter) {
        return Arrays.stream(builder.getClass().getMethods()).anyMatch(method -> isSetter(method, name, parameter));
    }

    private static Method setter(Object builder, String name, Class<?> parameter) {
        return Arrays.stream(builder.getClass().getMethods())
                .filter(method -> isSetter(method, name, parameter))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No setter " + name + "(" + parameter.getSimpleName() + ") in " + builder.getClass()));
    }

    private static boolean isSetter(Method method, String name, Class<?> parameter) {
        return method.getName().equals(name)
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == parameter;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            boolean first = camel.isEmpty();
            camel.append(first ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return SourceVersion.isKeyword(camel) ? camel.append('_').toString() : camel.toString();
    }

    private static void invoke(Object target, Method method, Object... arguments) {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new AssertionError(e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        pay.close();
    }
}
