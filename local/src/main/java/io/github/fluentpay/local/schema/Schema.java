package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Host;
import io.github.fluentpay.catalogue.Summary;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.local.exchange.Endpoint;
import io.github.fluentpay.local.exchange.Fidelity;
import io.github.fluentpay.local.exchange.PathTemplate;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.files.FileStore;
import io.github.fluentpay.local.files.FileUrls;
import io.github.fluentpay.local.identity.SealedFields;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Every documented APIv3 operation (接口), answered from the catalogue alone. Safe for many threads. */
public final class Schema {

    private final Parts parts;

    /** What the operations share. */
    record Parts(SealedFields sealing, FileStore files, FileUrls urls, Clock clock) {}

    /**
     * Answers from the catalogue; nothing of it is read yet.
     *
     * @param clock what times in replies are near to
     */
    public Schema(SealedFields sealing, FileStore files, FileUrls urls, Clock clock) {
        this.parts = new Parts(sealing, files, urls, clock);
    }

    /** The routes of all operations; what each checks and answers is read at its first call. */
    public List<Route> routes() {
        Catalogue catalogue = Documentation.catalogue();
        List<Route> routes = new ArrayList<>();
        List<Route> asDocumented = new ArrayList<>();
        for (Summary operation : catalogue.summaries()) {
            if (operation.version() != Version.V3) {
                continue;
            }
            Endpoint endpoint = endpoint(catalogue, operation);
            String onTheWire = onTheWire(operation);
            String documented = "/" + operation.path();
            routes.add(route(operation, onTheWire, endpoint));
            if (!documented.equals(onTheWire)) {
                asDocumented.add(route(operation, documented, endpoint));
            }
        }
        routes.addAll(asDocumented);
        return routes;
    }

    private Endpoint endpoint(Catalogue catalogue, Summary summary) {
        return new ReadOnUse(() -> new SchemaEndpoint(
                catalogue.find(summary.verb(), summary.path()).orElseThrow(), catalogue, parts));
    }

    private static Route route(Summary operation, String path, Endpoint endpoint) {
        return new Route(operation.verb().name(), new PathTemplate(path), Fidelity.SCHEMA, endpoint);
    }

    /** The path as clients send it to a host of their own: some hosts have a path in front. */
    private static String onTheWire(Summary operation) {
        Host host = operation.host();
        String prefix = host == null || host.prefix().isEmpty() ? "" : "/" + host.prefix();
        return prefix + "/" + Objects.requireNonNullElse(operation.pathOnTheWire(), operation.path());
    }
}
