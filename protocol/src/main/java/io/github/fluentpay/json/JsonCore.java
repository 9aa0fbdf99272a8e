package io.github.fluentpay.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** The configured streaming library; immutable. */
final class JsonCore {

    /** Longest number taken, in characters: amounts have at most 20 digits. */
    private static final int MAX_NUMBER_LENGTH = 100;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonReader.MAX_DEPTH + 2)
                    .maxStringLength(JsonReader.MAX_LENGTH)
                    .maxDocumentLength(JsonReader.MAX_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            // Buffers come from a bounded pool of our own: thread-locals would outlive a redeployed application.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
            .build();

    private JsonCore() {}
}
