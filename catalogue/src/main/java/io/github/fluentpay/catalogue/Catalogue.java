package io.github.fluentpay.catalogue;

import io.github.fluentpay.path.NearestPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documented surface of WeChat Pay (接口目录). Immutable, safe for many threads; reading it takes some tenths of a
 * second, so keep it.
 *
 * <pre>{@code
 * Operation give = Catalogue.load().find(Verb.POST, "v3/marketing/busifavor/coupons/return").orElseThrow();
 * give.title();        // 申请退券
 * give.idempotency();  // [return_request_no]
 * }</pre>
 */
public final class Catalogue {

    private final List<Product> products;
    private final List<Event> events;
    private final Map<String, Operation> byId = new LinkedHashMap<>();

    Catalogue(List<Product> products, List<Event> events) {
        this.products =
                products.stream().sorted(Comparator.comparing(Product::path)).toList();
        this.events = List.copyOf(events);
        this.products.forEach(
                product -> product.operations().forEach(operation -> byId.put(operation.id(), operation)));
    }

    /**
     * Reads the catalogue of the class path. Blocks while it does.
     *
     * @throws InvalidCatalogueException if a file cannot be read, or an overlay matches nothing
     */
    public static Catalogue load() {
        return checked(CatalogueFiles.ofClassPath());
    }

    /**
     * Reads a catalogue of the same form from a folder: {@code index.txt}, the files it lists, and {@code overlays/}.
     *
     * @throws InvalidCatalogueException as {@link #load()}
     */
    public static Catalogue load(Path folder) {
        return checked(CatalogueFiles.of(folder));
    }

    private static Catalogue checked(CatalogueFiles files) {
        List<String> unmatched = new ArrayList<>();
        Catalogue catalogue = files.read(unmatched);
        if (!unmatched.isEmpty()) {
            throw new InvalidCatalogueException("Nothing matches " + String.join("; ", unmatched), null);
        }
        return catalogue;
    }

    /** All products, sorted by path. */
    public List<Product> products() {
        return products;
    }

    /** All operations, by product, path and verb. */
    public Collection<Operation> operations() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** All events, by version and name. */
    public List<Event> events() {
        return events;
    }

    /** The operation of a verb and a path as documented, without a leading slash. */
    public Optional<Operation> find(Verb verb, String path) {
        return Optional.ofNullable(byId.get(verb + " " + path));
    }

    /**
     * Operations that have every word, in any case, in their path, their chain's spelling or their title; all of them
     * for no words. In the catalogue's order.
     */
    public List<Operation> search(Collection<String> words) {
        return byId.values().stream()
                .filter(operation -> words.stream().allMatch(word -> Search.matches(operation, word)))
                .toList();
    }

    /** The documented path that looks most like {@code path}; empty if none looks like it. */
    public Optional<String> nearest(String path) {
        return NearestPath.of(path, byId.values().stream().map(Operation::path).distinct());
    }
}
