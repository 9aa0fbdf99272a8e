package io.github.fluentpay.catalogue;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One documented notification (回调通知).
 *
 * @param version the protocol
 * @param name the name of its page, which is mostly its event type
 * @param types values of {@code event_type}
 * @param title in Chinese
 * @param modes who gets it: {@code merchant}, {@code partner}
 * @param body XML for APIv2, else JSON
 * @param originalTypes values of {@code resource.original_type}
 * @param cipherField the field that is encrypted; null if none is
 * @param encryption how; null if nothing is encrypted
 * @param lifecycle whether it is on its way out
 * @param docs official pages
 * @param envelope fields of the body as received
 * @param resource fields after decryption
 */
public record Event(
        Version version,
        String name,
        List<String> types,
        String title,
        List<String> modes,
        BodyKind body,
        List<String> originalTypes,
        @Nullable String cipherField,
        @Nullable Encryption encryption,
        Lifecycle lifecycle,
        List<URI> docs,
        List<Field> envelope,
        List<Field> resource) {

    public Event {
        types = List.copyOf(types);
        modes = List.copyOf(modes);
        originalTypes = List.copyOf(originalTypes);
        docs = List.copyOf(docs);
        envelope = List.copyOf(envelope);
        resource = List.copyOf(resource);
    }
}
