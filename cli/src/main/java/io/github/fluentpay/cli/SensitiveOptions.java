package io.github.fluentpay.cli;

import io.github.fluentpay.client.Chain;
import java.util.List;
import picocli.CommandLine.Option;

/** The sensitive fields of a call (敏感信息加密): those to seal, and those to send as they are. */
final class SensitiveOptions {

    @Option(
            names = "--encrypting",
            paramLabel = "POINTER",
            description = "Seals a sensitive field of the body: give its plain value, and its place as /name or"
                    + " /receivers/*/name. May be repeated.")
    private List<String> encrypting = List.of();

    @Option(
            names = "--query-encrypting",
            paramLabel = "NAME=VALUE",
            description = "Adds a query parameter that the platform takes sealed; the plain value. May be repeated.")
    private List<String> queryEncrypting = List.of();

    @Option(
            names = "--in-the-clear",
            paramLabel = "POINTER",
            description =
                    "Sends a sensitive field of the body as it is, in the clear or sealed elsewhere. May be repeated.")
    private List<String> inTheClear = List.of();

    @Option(
            names = "--query-in-the-clear",
            paramLabel = "NAME=VALUE",
            description = "Adds a sensitive query parameter as it is. May be repeated.")
    private List<String> queryInTheClear = List.of();

    boolean areGiven() {
        return !(encrypting.isEmpty()
                && queryEncrypting.isEmpty()
                && inTheClear.isEmpty()
                && queryInTheClear.isEmpty());
    }

    /** @throws IllegalArgumentException if an option names nothing that the call has */
    Chain on(Chain chain, boolean hasBody) {
        Chain marked = chain;
        for (String pair : queryEncrypting) {
            NameAndValue parameter = NameAndValue.of("--query-encrypting", pair);
            marked = marked.queryEncrypting(parameter.name(), parameter.value());
        }
        for (String pair : queryInTheClear) {
            NameAndValue parameter = NameAndValue.of("--query-in-the-clear", pair);
            marked = marked.queryInTheClear(parameter.name(), parameter.value());
        }
        needsBody("--encrypting seals", encrypting, hasBody);
        needsBody("--in-the-clear names", inTheClear, hasBody);
        return marked.encrypting(encrypting).sendingInTheClear(inTheClear.toArray(String[]::new));
    }

    private static void needsBody(String what, List<String> pointers, boolean hasBody) {
        if (!pointers.isEmpty() && !hasBody) {
            throw new IllegalArgumentException(what + " a field of the body, and there is none; give --json");
        }
    }
}
