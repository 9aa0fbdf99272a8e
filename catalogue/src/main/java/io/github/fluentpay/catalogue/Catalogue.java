package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.path.NearestPath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The documented surface of WeChat Pay (接口目录). Immutable, safe for many threads. Loading reads its index; an operation is
 * read when it is first needed, and kept.
 *
 * <pre>{@code
 * Operation give = Catalogue.load().find(Verb.POST, "v3/marketing/busifavor/coupons/return").orElseThrow();
 * give.title();        // 申请退券
 * give.idempotency();  // [return_request_no]
 * }</pre>
 */
public final class Catalogue {

    private final Content content;
    private final Map<String, Integer> places = new HashMap<>();

    Catalogue(Content content) {
        this.content = content;
        List<Summary> summaries = content.summaries();
        for (int place = 0; place < summaries.size(); place++) {
            places.put(summaries.get(place).id(), place);
        }
    }

    /**
     * Loads the catalogue of the class path. Blocks for some milliseconds.
     *
     * @throws InvalidCatalogueException if its index cannot be read; reading an entry throws it later if the entry cannot
     */
    public static Catalogue load() {
        CompiledContent compiled = CompiledContent.ofClassPath();
        // An IDE may compile the classes without compiling the catalogue.
        return new Catalogue(compiled == null ? CatalogueFiles.ofClassPath().readChecked() : compiled);
    }

    /**
     * Loads a catalogue of the same form as the sources of this one from a folder: {@code index.txt}, the files it lists, and
     * {@code overlays/}. Blocks while it reads them all, for some tenths of a second.
     *
     * @throws InvalidCatalogueException if a file cannot be read, or an overlay matches nothing
     */
    public static Catalogue load(Path folder) {
        return new Catalogue(CatalogueFiles.of(folder).readChecked());
    }

    /** All products, sorted by path. Reads every operation. */
    public List<Product> products() {
        return content.products();
    }

    /** All operations, by product, path and verb. Reads every one; {@link #summaries} does not. */
    public List<Operation> operations() {
        return content.products().stream()
                .flatMap(product -> product.operations().stream())
                .toList();
    }

    /** All operations without their fields, by product, path and verb. */
    public List<Summary> summaries() {
        return content.summaries();
    }

    /** All events, by version and name. */
    public List<Event> events() {
        return content.events();
    }

    /** The operation of a verb and a path as documented, without a leading slash. */
    public Optional<Operation> find(Verb verb, String path) {
        return Optional.ofNullable(places.get(verb + " " + path)).map(content::operation);
    }

    /**
     * Operations that have every word, in any case, in their path, their chain's spelling or their title; all of them
     * for no words. In the catalogue's order.
     */
    public List<Operation> search(Collection<String> words) {
        List<Summary> summaries = content.summaries();
        return IntStream.range(0, summaries.size())
                .filter(place -> words.stream().allMatch(word -> Search.matches(summaries.get(place), word)))
                .mapToObj(content::operation)
                .toList();
    }

    /** The documented path that looks most like {@code path}; empty if none looks like it. */
    public Optional<String> nearest(String path) {
        return NearestPath.of(
                path, content.summaries().stream().map(Summary::path).distinct());
    }

    /**
     * Documented values of APIv3 request fields of that name, those of {@code product} first; empty if no page has one. Sealed
     * fields have none.
     *
     * @param product path of a product
     */
    public Stream<JsonValue> examples(String product, String name) {
        return content.examples().of(product, name);
    }
}
