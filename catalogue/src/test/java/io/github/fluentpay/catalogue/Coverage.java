package io.github.fluentpay.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page {@code docs/coverage.md}: every product, and what is on its way out. */
final class Coverage {

    private final Catalogue catalogue;
    private final StringBuilder page = new StringBuilder();

    private Coverage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static String page(Catalogue catalogue) {
        Coverage coverage = new Coverage(catalogue);
        coverage.head();
        for (Version version : List.of(Version.V3, Version.V2)) {
            coverage.products(version);
        }
        coverage.deprecated();
        return coverage.page.toString();
    }

    private void head() {
        page.append("""
                # Coverage

                Generated from the catalogue; a test fails when it is stale.

                | | documented | covered |
                |---|---|---|
                | APIv3 operations | %1$d | %1$d: typed chain, declarative and property, each synchronous and asynchronous |
                | APIv2 operations | %2$d | %2$d have their typed chain, requests and replies; this version does not speak the APIv2 protocol yet, and their verbs say so before anything is sent |
                | APIv3 notifications | %3$d | %3$d have their typed event; another kind is kept as JSON |
                | APIv2 notifications | %4$d | in the catalogue; they come with the APIv2 protocol |

                Covered means: the chain spells it, requests are checked for what is required, and a test sends every APIv3
                operation with a JSON body or none in all three spellings and finds the same bytes. `./fluentpay endpoints WORD`
                finds one and shows its fields.
                """.formatted(count(Version.V3), count(Version.V2), events(Version.V3), events(Version.V2)));
    }

    private long events(Version version) {
        return catalogue.events().stream()
                .filter(event -> event.version() == version)
                .count();
    }

    private long count(Version version) {
        return catalogue.operations().stream()
                .filter(operation -> operation.version() == version)
                .count();
    }

    private void products(Version version) {
        page.append("\n## API").append(version.name().toLowerCase(Locale.ROOT)).append("\n\n");
        page.append("| path | product | operations | deprecated | for |\n|---|---|---:|---:|---|\n");
        catalogue.products().stream()
                .filter(product -> product.version() == version)
                .forEach(this::product);
    }

    private void product(Product product) {
        long deprecated = product.operations().stream()
                .filter(operation -> operation.lifecycle().deprecated())
                .count();
        String modes = product.operations().stream()
                .flatMap(operation -> operation.modes().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        page.append("| `%s` | %s | %d | %s | %s |\n"
                .formatted(
                        product.path(),
                        String.join("、", product.titles()),
                        product.operations().size(),
                        deprecated == 0 ? "" : deprecated,
                        modes));
    }

    private void deprecated() {
        page.append("\n## Deprecated\n\nThey work as long as the platform serves them; the client warns once.\n\n");
        page.append("| operation | title | notice |\n|---|---|---|\n");
        catalogue.operations().stream()
                .filter(operation -> operation.lifecycle().deprecated())
                .forEach(operation -> page.append("| `%s` | %s | %s |\n"
                        .formatted(
                                operation.id(),
                                operation.title(),
                                operation.lifecycle().notice())));
    }
}
