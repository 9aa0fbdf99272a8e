package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An endpoint in each of the three spellings, as a line of Java. */
final class Spellings {

    private final Map<String, String> typed = new HashMap<>();

    /** @param lines verb, path and a call on the typed chain, a tab between; the generator makes them */
    Spellings(String lines) {
        lines.lines()
                .map(line -> line.split("\t", 3))
                .forEach(column -> typed.put(column[0] + " " + column[1], column[2]));
    }

    static Spellings ofClassPath() {
        try (InputStream in =
                Objects.requireNonNull(FluentPay.class.getResourceAsStream("spellings.txt"), "spellings.txt")) {
            return new Spellings(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code pay.v3().…return_().post(b -> b.couponCode("sxxe34343434"))}: it compiles, with the usual imports. */
    String pureChain(Operation operation) {
        return Objects.requireNonNull(typed.get(operation.id()), operation.id());
    }

    /** {@code pay.chain("v3/…").path("openid", openid).post(…)}. */
    String declarative(Operation operation) {
        return "pay.chain(\"" + operation.path() + "\")" + values(operation)
                + verb(operation, !operation.request().isEmpty());
    }

    /** {@code pay.get("v3/…").post(…)}. */
    String property(Operation operation) {
        return "pay.get(\"" + operation.path() + "\")" + values(operation)
                + verb(operation, !operation.request().isEmpty());
    }

    private static String values(Operation operation) {
        return Stream.concat(
                        operation.variables().stream().map(name -> ".path(\"" + name + "\", …)"),
                        Stream.concat(
                                operation.query().stream()
                                        .filter(Field::required)
                                        .map(field -> ".query(\"" + field.name() + "\", …)"),
                                operation.headers().stream()
                                        .filter(Field::required)
                                        .map(field -> ".header(\"" + field.name() + "\", …)")))
                .collect(Collectors.joining());
    }

    private static String verb(Operation operation, boolean arguments) {
        return "." + operation.verb().name().toLowerCase(Locale.ROOT) + (arguments ? "(…)" : "()");
    }
}
