package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.Operation;
import java.util.List;

/** The headers that endpoints require, one endpoint a line: verb and path, a tab, the names with a comma between. */
final class HeadersEmitter {

    static final String FILE = "io/github/fluentpay/headers.txt";

    private HeadersEmitter() {}

    static String emit(Catalogue catalogue) {
        StringBuilder lines = new StringBuilder();
        for (Operation operation : catalogue.operations()) {
            List<String> names = required(operation).stream().map(Field::name).toList();
            if (!names.isEmpty()) {
                lines.append(operation.id())
                        .append('\t')
                        .append(String.join(",", names))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /** The headers that a caller has to set. */
    static List<Field> required(Operation operation) {
        return operation.headers().stream().filter(Field::required).toList();
    }
}
