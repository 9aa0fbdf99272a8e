package io.github.fluentpay.local.callback;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Event;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.EventSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of notification that the catalogue knows; it is read when the first is asked for. Safe for many threads. */
public final class DocumentedEvents {

    private final Supplier<Catalogue> catalogue;
    private @Nullable List<Event> events; // guarded by this

    /** Those of this catalogue. */
    public DocumentedEvents(Supplier<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    private synchronized List<Event> all() {
        List<Event> present = events;
        if (present == null) {
            present = catalogue.get().events().stream()
                    .filter(event -> event.version() == Version.V3)
                    .toList();
            events = present;
        }
        return present;
    }

    /**
     * The event of a type; of two with the same, the one that is named by it.
     *
     * @throws IllegalArgumentException if there is none
     */
    private Event find(String eventType) {
        return all().stream()
                .filter(event -> event.types().contains(eventType))
                .min(Comparator.comparing(event -> !event.name().equals(eventType)))
                .orElseThrow(() -> new IllegalArgumentException("There is no documented event \"" + eventType + "\"; "
                        + near(eventType) + ". For another, say its original type, too"));
    }

    private String near(String eventType) {
        String family = family(eventType);
        List<String> same = all().stream()
                .flatMap(event -> event.types().stream())
                .filter(type -> family(type).equalsIgnoreCase(family))
                .distinct()
                .toList();
        return same.isEmpty()
                ? "the families are "
                        + all().stream()
                                .flatMap(event -> event.types().stream())
                                .map(DocumentedEvents::family)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", "))
                : "there are " + String.join(", ", same);
    }

    private static String family(String eventType) {
        return eventType.split("\\.", 2)[0];
    }

    /**
     * {@code original_type} of the resource; the family in lower case where the documentation does not say.
     *
     * @throws IllegalArgumentException if there is no such event
     */
    public String originalType(String eventType) {
        return find(eventType).originalTypes().stream()
                .findFirst()
                .orElseGet(() -> family(eventType).toLowerCase(Locale.ROOT));
    }

    /**
     * The resource as the documentation shows it.
     *
     * @throws IllegalArgumentException if there is no such event
     */
    public JsonObject example(String eventType) {
        return Examples.of(find(eventType).resource());
    }

    /**
     * A short text about it, in Chinese: the platform's own where it is known, else what the documentation calls the event.
     *
     * @throws IllegalArgumentException if there is no such event
     */
    public String summary(String eventType) {
        Event event = find(eventType);
        // A title ends with the event's type and its form: 支付成功(TRANSACTION.SUCCESS)通知(JSON).
        return EventSummary.of(eventType).orElseGet(() -> event.title().split("[(（]", 2)[0]);
    }

    /** Every documented type. */
    public List<String> types() {
        return all().stream()
                .flatMap(event -> event.types().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
