package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.RateLimit;
import io.github.fluentpay.catalogue.Version;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the client needs to know of every endpoint at run time, one a line, tab between: verb and path; then, or nothing, its
 * host, the path that is sent in place of the documented one, {@code unsigned}, the notice of deprecation, the idempotency
 * fields, the limit as {@code requests/milliseconds}, the query that settles an unknown outcome, and the request's
 * sensitive fields: JSON pointers into the body, and {@code ?name} of the query.
 */
final class DirectoryEmitter {

    static final String FILE = "io/github/fluentpay/endpoints.txt";

    private DirectoryEmitter() {}

    static String emit(Catalogue catalogue) {
        StringBuilder lines = new StringBuilder();
        for (Operation operation : catalogue.operations()) {
            String host = operation.host() == null || !operation.host().required()
                    ? ""
                    : operation.host().base().toString();
            String notice =
                    operation.lifecycle().deprecated() ? operation.lifecycle().notice() : "";
            String path = Objects.requireNonNullElse(operation.pathOnTheWire(), "");
            String unsigned = operation.isReplySigned() ? "" : "unsigned";
            String idempotency = String.join(",", operation.idempotency());
            RateLimit limit = operation.rateLimit();
            String rate =
                    limit == null ? "" : limit.requests() + "/" + limit.per().toMillis();
            String query = Objects.requireNonNullElse(operation.settledBy(), "");
            lines.append(String.join(
                            "\t",
                            operation.id(),
                            host,
                            path,
                            unsigned,
                            notice,
                            idempotency,
                            rate,
                            query,
                            sensitive(operation)))
                    .append('\n');
        }
        return lines.toString();
    }

    /** The client does not speak APIv2, and so seals nothing for it. */
    private static String sensitive(Operation operation) {
        if (operation.version() == Version.V2) {
            return "";
        }
        List<String> body = Sensitive.pointers(operation.request(), Encryption.PLATFORM_PUBLIC_KEY);
        List<String> query = Sensitive.pointers(operation.query(), Encryption.PLATFORM_PUBLIC_KEY);
        return Stream.concat(body.stream(), query.stream().map(pointer -> "?" + pointer.substring(1)))
                .collect(Collectors.joining(","));
    }
}
