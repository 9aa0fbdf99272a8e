package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells documented kinds apart by what is sent with a notification, {@code event_type} and {@code original_type}.
 *
 * <p>Where one event type is documented for several kinds, an original type goes to the kind that is documented with the
 * fewest of them, since that page is about nothing else: {@code TRANSACTION.SUCCESS} with {@code profitsharing} is no
 * payment. Any other original type goes to the kind that is named like the event type. Kinds that still cannot be told
 * apart are one class, since a guess between them would be wrong about where the money went; that takes one shape, and
 * anything else fails.
 */
final class EventKinds {

    private final SortedMap<String, List<Event>> byEventType = new TreeMap<>();
    private final Map<String, Set<Event>> together = new LinkedHashMap<>();
    private final Map<String, List<EventRoute>> routes = new LinkedHashMap<>();

    EventKinds(List<Event> kinds) {
        for (Event kind : kinds) {
            if (together.put(kind.name(), new LinkedHashSet<>(Set.of(kind))) != null) {
                throw new IllegalStateException("Two kinds of notification are named " + kind.name());
            }
            routes.put(kind.name(), new ArrayList<>());
            for (String type : kind.types()) {
                byEventType.computeIfAbsent(type, none -> new ArrayList<>()).add(kind);
            }
        }
        byEventType.forEach(this::route);
        for (List<Event> group : groups()) {
            if (routes(group).isEmpty()) {
                throw new IllegalStateException("No event type leads to " + names(group));
            }
        }
    }

    /** Kinds that are one class, in the order of the first. */
    List<List<Event>> groups() {
        return together.values().stream().distinct().map(List::copyOf).toList();
    }

    /** What is sent with one of these kinds. */
    List<EventRoute> routes(List<Event> group) {
        return group.stream()
                .flatMap(kind -> Objects.requireNonNull(routes.get(kind.name())).stream())
                .distinct()
                .sorted(Comparator.comparing(EventRoute::eventType))
                .toList();
    }

    private void route(String eventType, List<Event> kinds) {
        Event named = named(eventType, kinds);
        Set<String> originalTypes = new TreeSet<>();
        if (kinds.size() > 1) {
            kinds.forEach(kind -> originalTypes.addAll(kind.originalTypes()));
        }
        for (String originalType : originalTypes) {
            List<Event> narrowest = narrowest(originalType, kinds);
            for (Event kind : narrowest) {
                unite(narrowest.get(0), kind, new EventRoute(eventType, originalType));
            }
            if (!narrowest.contains(named)) {
                narrowest.forEach(kind -> add(kind, new EventRoute(eventType, originalType)));
            }
        }
        if (named != null) {
            add(named, new EventRoute(eventType, null));
        }
    }

    private void add(Event kind, EventRoute route) {
        Objects.requireNonNull(routes.get(kind.name())).add(route);
    }

    /** The kind that an event type stands for whatever the original type is. */
    private static @Nullable Event named(String eventType, List<Event> kinds) {
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        Event named = kinds.stream()
                .filter(kind -> kind.name().equals(eventType))
                .findFirst()
                .orElse(null);
        for (Event kind : kinds) {
            if (!kind.equals(named) && kind.originalTypes().isEmpty()) {
                throw new IllegalStateException("The event type " + eventType + " is documented for " + names(kinds)
                        + ", and nothing tells when it is " + kind.name()
                        + ", which has another name and no original type");
            }
        }
        return named;
    }

    private static List<Event> narrowest(String originalType, List<Event> kinds) {
        List<Event> documented = kinds.stream()
                .filter(kind -> kind.originalTypes().contains(originalType))
                .toList();
        int fewest = documented.stream()
                .mapToInt(kind -> kind.originalTypes().size())
                .min()
                .orElseThrow();
        return documented.stream()
                .filter(kind -> kind.originalTypes().size() == fewest)
                .toList();
    }

    private void unite(Event one, Event other, EventRoute route) {
        Set<Event> all = Objects.requireNonNull(together.get(one.name()));
        all.addAll(Objects.requireNonNull(together.get(other.name())));
        if (!Shapes.read(one.resource()).equals(Shapes.read(other.resource()))) {
            throw new IllegalStateException("The event type " + route.eventType() + " with the original type "
                    + route.originalType() + " is documented for " + one.name() + " and " + other.name()
                    + ", which have different fields; nothing tells which of them a notification is");
        }
        all.forEach(kind -> together.put(kind.name(), all));
    }

    private static String names(List<Event> kinds) {
        return String.join(", ", kinds.stream().map(Event::name).toList());
    }
}
