package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.Operation;
import java.util.List;

/**
 * A typed view over a JSON object.
 *
 * @param role what it is for
 * @param built whether callers build it, so that it has a builder and is checked
 * @param title for its Javadoc, in Chinese
 * @param sensitive JSON pointers of the strings that are encrypted
 * @param others the other endpoints that answer it
 */
record ViewType(
        ClassName name,
        Role role,
        boolean built,
        String title,
        List<Property> properties,
        List<String> sensitive,
        List<Operation> others) {

    /** What a view is for. */
    enum Role {
        /** The body of a request, or the description of an upload. */
        REQUEST,
        /** The parameters of a query. */
        QUERY,
        /** A reply. */
        REPLY,
        /** The resource of a notification. */
        EVENT,
        /** Part of another. */
        PART
    }

    boolean hasRequired() {
        return properties.stream().anyMatch(property -> property.field().required());
    }
}
