package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.internal.Once;
import java.util.Comparator;
import java.util.List;

/** A catalogue that was read whole from its source files. Immutable. */
final class SourceContent implements Content {

    /** An entry, and its JSON with the overlay on it. */
    record Entry<T>(JsonObject json, T value) {}

    record ProductEntries(String path, List<Entry<Operation>> operations) {

        Product product() {
            return new Product(path, operations.stream().map(Entry::value).toList());
        }
    }

    private final List<ProductEntries> products;
    private final List<Entry<Event>> events;
    private final List<Summary> summaries;
    private final List<Operation> operations;
    private final Once<FieldExamples> examples;

    SourceContent(List<ProductEntries> products, List<Entry<Event>> events) {
        this.products = products.stream()
                .sorted(Comparator.comparing(ProductEntries::path))
                .toList();
        this.events = List.copyOf(events);
        this.summaries = this.products.stream()
                .flatMap(product ->
                        product.operations().stream().map(entry -> Summary.of(product.path(), entry.value())))
                .toList();
        this.operations = this.products.stream()
                .flatMap(product -> product.operations().stream())
                .map(Entry::value)
                .toList();
        this.examples = new Once<>(() -> FieldExamples.of(operations));
    }

    /** Sorted by path. */
    List<ProductEntries> entries() {
        return products;
    }

    List<Entry<Event>> eventEntries() {
        return events;
    }

    @Override
    public List<Summary> summaries() {
        return summaries;
    }

    @Override
    public Operation operation(int place) {
        return operations.get(place);
    }

    @Override
    public List<Product> products() {
        return products.stream().map(ProductEntries::product).toList();
    }

    @Override
    public List<Event> events() {
        return events.stream().map(Entry::value).toList();
    }

    @Override
    public FieldExamples examples() {
        return examples.get();
    }
}
