package io.github.fluentpay.codegen;

import com.palantir.javapoet.ClassName;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Encryption;
import io.github.fluentpay.catalogue.Event;
import io.github.fluentpay.catalogue.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of {@link Decisions} that is about notifications of APIv3: a class for each kind, with nested types that kinds of
 * one front share, {@code REFUND.SUCCESS} with {@code REFUND.CLOSED}. Nested types are named last, so that a new event
 * takes no name from the chain.
 */
final class EventDecisions {

    private static final String PACKAGE = Decisions.EVENTS.packageName();

    private final EventKinds kinds;
    private final TypeNames typeNames;
    private final Map<List<Event>, ClassName> names = new LinkedHashMap<>();

    /** Takes the names of the classes. */
    EventDecisions(Catalogue catalogue, TypeNames typeNames) {
        this.kinds = new EventKinds(catalogue.events().stream()
                .filter(event -> event.version() == Version.V3)
                .toList());
        this.typeNames = typeNames;
        typeNames.claim(List.of(Decisions.EVENTS.simpleName()));
        kinds.groups().forEach(group -> {
            String name = Names.event(commonName(group));
            List<String> wishes = group.size() == 1 ? List.of(name, name + "Event") : List.of(name + "Event");
            names.put(group, ClassName.get(PACKAGE, typeNames.claim(wishes)));
        });
    }

    /** The classes; their nested types are added to the lists. */
    List<EventType> decide(List<ViewType> parts, List<EnumType> enums) {
        Map<String, Parts> byFront = new LinkedHashMap<>();
        names.forEach((group, name) -> byFront.computeIfAbsent(
                        front(group), front -> new Parts(Names.event(front) + "Event", PACKAGE, typeNames))
                .collectRead(group.get(0).resource(), name.simpleName()));
        byFront.values().forEach(ofFront -> {
            ofFront.settle();
            parts.addAll(ofFront.views());
            enums.addAll(ofFront.enums());
        });
        List<EventType> types = new ArrayList<>();
        names.forEach((group, name) -> types.add(new EventType(
                view(name, group, Objects.requireNonNull(byFront.get(front(group)))), group, kinds.routes(group))));
        return types;
    }

    private static ViewType view(ClassName name, List<Event> group, Parts parts) {
        Event first = group.get(0);
        return new ViewType(
                name,
                ViewType.Role.EVENT,
                false,
                String.join("; ", group.stream().map(EventDecisions::title).toList()),
                parts.properties(first.resource(), false),
                Sensitive.pointers(first.resource(), Encryption.MERCHANT_CERTIFICATE),
                List.of());
    }

    /** A page's title without the name and the format that it repeats. */
    private static String title(Event event) {
        return event.title().replace("(" + event.name() + ")", "").replace("(JSON)", "");
    }

    private static String front(List<Event> group) {
        return group.get(0).name().split("\\.", 2)[0];
    }

    /** A kind's name, or the words that the names of several begin with. */
    private static String commonName(List<Event> group) {
        List<String> common = List.of(group.get(0).name().split("\\."));
        for (Event event : group) {
            List<String> words = List.of(event.name().split("\\."));
            int same = 0;
            while (same < Math.min(common.size(), words.size())
                    && common.get(same).equals(words.get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        if (common.isEmpty()) {
            throw new IllegalStateException(
                    "Kinds of notification that cannot be told apart need a name that begins alike: "
                            + group.stream().map(Event::name).toList());
        }
        return String.join(".", common);
    }
}
