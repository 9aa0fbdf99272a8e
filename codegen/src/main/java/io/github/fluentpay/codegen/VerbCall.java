package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Verb;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One verb at the end of a chain.
 *
 * @param query null if it has no parameters
 * @param request null if it has no body
 * @param reply null if there is no JSON or XML to view
 * @param filePart the name of an upload's part; null if it is none
 */
record VerbCall(
        Operation operation,
        @Nullable ViewType query,
        @Nullable ViewType request,
        @Nullable ViewType reply,
        @Nullable String filePart) {

    /** The method: {@code post}. */
    String method() {
        return operation.verb().name().toLowerCase(Locale.ROOT);
    }

    /** In front of the names of its types; {@code POST}, the usual verb, has none. */
    static String typePrefix(Operation operation) {
        String verb = operation.verb().name();
        return operation.verb() == Verb.POST ? "" : Names.type(verb.toLowerCase(Locale.ROOT));
    }
}
