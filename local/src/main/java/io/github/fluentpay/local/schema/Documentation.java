package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.protocol.internal.Once;

/** The catalogue, loaded once for all LocalPays of a process. */
final class Documentation {

    private static final Once<Catalogue> CATALOGUE = new Once<>(Catalogue::load);

    private Documentation() {}

    static Catalogue catalogue() {
        return CATALOGUE.get();
    }
}
