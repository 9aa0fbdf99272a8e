package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's resources: {@code index.txt} lists the files; {@code v3/busifavor.json} is a product and
 * {@code overlays/v3/busifavor.json} what is laid over it; {@code events/COUPON.json} holds events, with
 * {@code overlays/events/COUPON.json} over them.
 */
final class CatalogueFiles {

    /** Reads a file by its name; null if there is none. */
    private final Function<String, byte @Nullable []> source;

    CatalogueFiles(Function<String, byte @Nullable []> source) {
        this.source = source;
    }

    static CatalogueFiles ofClassPath() {
        return new CatalogueFiles(CatalogueFiles::resource);
    }

    static CatalogueFiles of(Path folder) {
        return new CatalogueFiles(name -> {
            Path file = folder.resolve(name);
            try {
                return Files.exists(file) ? Files.readAllBytes(file) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream in = CatalogueFiles.class.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads everything.
     *
     * @throws InvalidCatalogueException if a file cannot be read, or an overlay matches nothing
     */
    SourceContent readChecked() {
        List<String> unmatched = new ArrayList<>();
        SourceContent content = read(unmatched);
        if (!unmatched.isEmpty()) {
            throw new InvalidCatalogueException("Nothing matches " + String.join("; ", unmatched), null);
        }
        return content;
    }

    /** Reads everything; entries of overlays that match nothing go into {@code unmatched}. */
    SourceContent read(List<String> unmatched) {
        List<SourceContent.ProductEntries> products = new ArrayList<>();
        List<SourceContent.Entry<Event>> events = new ArrayList<>();
        byte[] index = source.apply("index.txt");
        if (index == null) {
            throw new InvalidCatalogueException("index.txt is missing", null);
        }
        for (String file : new String(index, StandardCharsets.UTF_8).lines().toList()) {
            if (file.startsWith("events/")) {
                events.addAll(entries(file, parse(file).objects("events"), OperationReader::event, unmatched));
            } else {
                products.add(product(file, unmatched));
            }
        }
        return new SourceContent(products, events);
    }

    private SourceContent.ProductEntries product(String file, List<String> unmatched) {
        Keys product = parse(file);
        return new SourceContent.ProductEntries(
                product.text("product"),
                entries(file, product.objects("operations"), OperationReader::operation, unmatched));
    }

    /** Each with the file's overlay on it. */
    private <T> List<SourceContent.Entry<T>> entries(
            String file, List<JsonObject> entries, Function<JsonObject, T> reading, List<String> unmatched) {
        Overlay overlay = overlay("overlays/" + file);
        List<SourceContent.Entry<T>> read = entries.stream()
                .map(json -> read(file, json, one -> {
                    JsonObject merged = overlay.over(one);
                    return new SourceContent.Entry<>(merged, reading.apply(merged));
                }))
                .toList();
        overlay.unmatched().forEach(entry -> unmatched.add("overlays/" + file + ": " + entry));
        return read;
    }

    private Overlay overlay(String file) {
        byte[] bytes = source.apply(file);
        try {
            return bytes == null ? new Overlay(JsonObject.empty()) : new Overlay(JsonObject.parse(bytes));
        } catch (RuntimeException e) {
            throw new InvalidCatalogueException(file + ": " + e.getMessage(), e);
        }
    }

    private Keys parse(String file) {
        byte[] bytes = source.apply(file);
        if (bytes == null) {
            throw new InvalidCatalogueException(file + " is missing, and index.txt lists it", null);
        }
        try {
            return Keys.of(JsonObject.parse(bytes), Set.of("product", "operations", "events"));
        } catch (RuntimeException e) {
            throw new InvalidCatalogueException(file + ": " + e.getMessage(), e);
        }
    }

    private static <T> T read(String file, JsonObject json, Function<JsonObject, T> reading) {
        try {
            return reading.apply(json);
        } catch (RuntimeException e) {
            String name = json.string(json.has("operation") ? "operation" : "event");
            throw new InvalidCatalogueException(file + ": " + name + ": " + e.getMessage(), e);
        }
    }
}
