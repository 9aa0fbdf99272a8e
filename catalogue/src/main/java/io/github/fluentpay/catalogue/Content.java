package io.github.fluentpay.catalogue;

import java.util.List;

/** The entries behind a {@link Catalogue}. Safe for many threads. */
interface Content {

    /** All operations, by product, path and verb. */
    List<Summary> summaries();

    /** The operation at that place of {@link #summaries()}. */
    Operation operation(int place);

    /** All of them, sorted by path; reads everything. */
    List<Product> products();

    List<Event> events();

    FieldExamples examples();
}
