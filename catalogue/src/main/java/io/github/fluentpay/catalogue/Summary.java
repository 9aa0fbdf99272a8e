package io.github.fluentpay.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as the catalogue's index lists it: without its fields, so that all of them are read in milliseconds.
 *
 * @param product path of the product it belongs to
 * @param version the protocol
 * @param verb HTTP method
 * @param path as documented, without a leading slash
 * @param pathOnTheWire the path that is sent, if it is another; null if it is the documented one
 * @param title in Chinese
 * @param products labels of the documentation's index, in Chinese
 * @param host its host, if it is not at the usual hosts; null otherwise
 * @param rateLimit documented limit; null if none is known
 */
public record Summary(
        String product,
        Version version,
        Verb verb,
        String path,
        @Nullable String pathOnTheWire,
        String title,
        List<String> products,
        @Nullable Host host,
        @Nullable RateLimit rateLimit) {

    public Summary {
        products = List.copyOf(products);
    }

    static Summary of(String product, Operation operation) {
        return new Summary(
                product,
                operation.version(),
                operation.verb(),
                operation.path(),
                operation.pathOnTheWire(),
                operation.title(),
                operation.products(),
                operation.host(),
                operation.rateLimit());
    }

    /** Verb and path, which identify the operation: {@code POST v3/marketing/busifavor/coupons/return}. */
    public String id() {
        return verb + " " + path;
    }
}
