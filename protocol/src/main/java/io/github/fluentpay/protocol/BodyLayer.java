package io.github.fluentpay.protocol;

import java.util.stream.Stream;

/** Something that frameworks, gateways and function services do to bodies, told by what the body was before. */
@FunctionalInterface
interface BodyLayer {

    /** The way to stop what changes bodies in place. */
    String RAW_BYTES =
            "pass the raw bytes, as they were before any JSON library, filter or string conversion touched them";

    /**
     * The bodies that this layer may have made the given one of; made one by one, and none if it does not look like this
     * layer's work.
     */
    Stream<Undone> undo(LayeredBody body);

    /**
     * A body as it may have been before.
     *
     * @param body as it was
     * @param change what the layer did, a clause
     * @param cure what to do about it
     * @param furthest whether no other layer is looked for below this one
     */
    record Undone(LayeredBody body, String change, String cure, boolean furthest) {

        Undone(LayeredBody body, String change, String cure) {
            this(body, change, cure, false);
        }
    }
}
