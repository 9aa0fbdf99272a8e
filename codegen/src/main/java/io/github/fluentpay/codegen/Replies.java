package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The types of replies. Replies of one shape within a product are one type, so that a program can treat alike what it asked
 * for by either number. It is that of the endpoint with the shortest path.
 */
final class Replies {

    /** What makes two replies one type. */
    private record Key(String product, Shapes.Shape shape) {

        static Key of(Operation operation) {
            return new Key(Product.pathOf(operation.path()), Shapes.read(operation.response()));
        }
    }

    private static final Comparator<Operation> SHORTEST = Comparator.comparingInt(
                    (Operation operation) -> operation.segments().size())
            .thenComparing(Operation::path)
            .thenComparing(Operation::verb);

    private final Map<Key, List<Operation>> alike = new HashMap<>();
    private final Map<Key, ViewType> decided = new HashMap<>();
    private final Function<Operation, ClassName> stepName;

    Replies(Catalogue catalogue, Function<Operation, ClassName> stepName) {
        this.stepName = stepName;
        catalogue
                .operations()
                .forEach(operation -> alike.computeIfAbsent(Key.of(operation), key -> new ArrayList<>())
                        .add(operation));
    }

    ViewType of(Operation operation, Parts parts) {
        return decided.computeIfAbsent(Key.of(operation), key -> {
            List<Operation> same = Objects.requireNonNull(alike.get(key));
            Operation owner = Collections.min(same, SHORTEST);
            return new ViewType(
                    stepName.apply(owner).nestedClass(VerbCall.typePrefix(owner) + "Reply"),
                    ViewType.Role.REPLY,
                    false,
                    owner.title(),
                    parts.properties(owner.response(), false),
                    Sensitive.pointers(owner.response(), Encryption.MERCHANT_CERTIFICATE),
                    same.stream()
                            .filter(other -> !other.id().equals(owner.id()))
                            .toList());
        });
    }
}
