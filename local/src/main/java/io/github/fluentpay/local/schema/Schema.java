package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Host;
import io.github.fluentpay.catalogue.Operation;
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

    /** The routes of all operations; the first time in a process they take some tenths of a second. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        List<Route> asDocumented = new ArrayList<>();
        for (Operation operation : Documentation.read().operations()) {
            SchemaEndpoint endpoint = new SchemaEndpoint(operation, parts);
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

    private static Route route(Operation operation, String path, SchemaEndpoint endpoint) {
        return new Route(operation.verb().name(), new PathTemplate(path), Fidelity.SCHEMA, endpoint);
    }

    /** The path as clients send it to a host of their own: some hosts have a path in front. */
    private static String onTheWire(Operation operation) {
        Host host = operation.host();
        String prefix = host == null || host.prefix().isEmpty() ? "" : "/" + host.prefix();
        return prefix + "/" + Objects.requireNonNullElse(operation.pathOnTheWire(), operation.path());
    }
}
