package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.internal.Once;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that {@link CatalogueCompiler} prepared: the index is read whole, each operation when it is needed. Safe for many
 * threads.
 */
final class CompiledContent implements Content {

    static final String INDEX = "index.tsv";
    static final String EVENTS = "events.jsonl";
    static final String EXAMPLES = "examples.tsv";

    /** Opens a file by its name; null if it does not exist. */
    @FunctionalInterface
    interface Files {
        @Nullable
        InputStream open(String name);
    }

    private final Files files;
    private final List<Listing> index;
    private final List<Summary> summaries;
    private final AtomicReferenceArray<@Nullable Operation> operations;
    private final Once<List<Product>> products = new Once<>(this::readProducts);
    private final Once<List<Event>> events = new Once<>(this::readEvents);
    private final Once<FieldExamples> examples = new Once<>(() -> FieldExamples.parse(lines(EXAMPLES)));

    private CompiledContent(Files files, List<Listing> index) {
        this.files = files;
        this.index = index;
        this.summaries = index.stream().map(Listing::summary).toList();
        this.operations = new AtomicReferenceArray<>(index.size());
    }

    /** The compiled catalogue beside this class; null if the catalogue was built without one. */
    static @Nullable CompiledContent ofClassPath() {
        return of(name -> CompiledContent.class.getResourceAsStream("compiled/" + name));
    }

    static @Nullable CompiledContent of(Files files) {
        byte[] index = bytes(files, INDEX);
        return index == null
                ? null
                : new CompiledContent(
                        files,
                        text(index)
                                .lines()
                                .map(line -> read(INDEX, line, Listing::parse))
                                .toList());
    }

    @Override
    public List<Summary> summaries() {
        return summaries;
    }

    @Override
    public Operation operation(int place) {
        Operation present = operations.get(place);
        if (present == null) {
            present = operation(index.get(place), slice(index.get(place)));
            operations.set(place, present);
        }
        return present;
    }

    /** The file of a product's operations, one a line. */
    static String fileOf(String product) {
        return product + ".jsonl";
    }

    private byte[] slice(Listing listing) {
        try (InputStream in = open(fileOf(listing.summary().product()))) {
            in.skipNBytes(listing.offset());
            return in.readNBytes(listing.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operation operation(Listing listing, byte[] json) {
        String id = listing.summary().id();
        Operation operation = read(id, json, bytes -> OperationReader.operation(JsonObject.parse(bytes)));
        if (!operation.id().equals(id)) {
            throw new InvalidCatalogueException(
                    "The index does not fit its catalogue: " + operation.id() + " is in the place of " + id, null);
        }
        return operation;
    }

    @Override
    public List<Product> products() {
        return products.get();
    }

    private List<Product> readProducts() {
        Map<String, List<Operation>> byProduct = new LinkedHashMap<>();
        for (int place = 0; place < index.size(); place++) {
            byProduct
                    .computeIfAbsent(index.get(place).summary().product(), first -> new ArrayList<>())
                    .add(operation(place));
        }
        return byProduct.entrySet().stream()
                .map(product -> new Product(product.getKey(), product.getValue()))
                .toList();
    }

    @Override
    public List<Event> events() {
        return events.get();
    }

    private List<Event> readEvents() {
        return lines(EVENTS)
                .map(line -> read(EVENTS, line, json -> OperationReader.event(JsonObject.parse(json))))
                .toList();
    }

    @Override
    public FieldExamples examples() {
        return examples.get();
    }

    private Stream<String> lines(String file) {
        return text(required(file)).lines();
    }

    private byte[] required(String file) {
        return Objects.requireNonNull(bytes(files, file), () -> missing(file));
    }

    private InputStream open(String file) {
        return Objects.requireNonNull(files.open(file), () -> missing(file));
    }

    private static String missing(String file) {
        return "compiled/" + file + " is missing; build the catalogue again";
    }

    private static byte @Nullable [] bytes(Files files, String file) {
        try (InputStream in = files.open(file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static <F, T> T read(String file, F from, Function<F, T> reading) {
        try {
            return reading.apply(from);
        } catch (RuntimeException e) {
            throw new InvalidCatalogueException("compiled/" + file + ": " + e.getMessage(), e);
        }
    }
}
