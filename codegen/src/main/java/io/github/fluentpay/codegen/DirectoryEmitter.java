package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Version;

/**
 * What the client needs to know of every endpoint at run time, one a line, tab between: verb and path, host or nothing,
 * {@code unsigned} or nothing, notice of deprecation or nothing.
 */
final class DirectoryEmitter {

    static final String FILE = "io/github/fluentpay/endpoints.txt";

    private DirectoryEmitter() {}

    static String emit(Catalogue catalogue) {
        StringBuilder lines = new StringBuilder();
        for (Operation operation : catalogue.operations()) {
            if (operation.version() == Version.V2) {
                continue;
            }
            String host = operation.host() == null || !operation.host().required()
                    ? ""
                    : operation.host().base().toString();
            String notice =
                    operation.lifecycle().deprecated() ? operation.lifecycle().notice() : "";
            lines.append(String.join("\t", operation.id(), host, operation.isReplySigned() ? "" : "unsigned", notice))
                    .append('\n');
        }
        return lines.toString();
    }
}
