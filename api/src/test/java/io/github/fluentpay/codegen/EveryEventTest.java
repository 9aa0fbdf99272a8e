package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.SignedEvents;
import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Event;
import io.github.fluentpay.catalogue.Examples;
import io.github.fluentpay.catalogue.Version;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.typed.EventView;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.UnknownEvent;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks every documented notification of APIv3, sealed and signed; in this package to name methods as the generator does. */
class EveryEventTest {

    private static final List<Event> EVENTS = Catalogue.load().events().stream()
            .filter(event -> event.version() == Version.V3)
            .toList();

    private static final String MARK = "§";

    /** Those whose own name is that of a step, or that are one class because nothing tells them apart. */
    private static final Map<String, String> OTHERWISE_NAMED = Map.of(
            "PAPAY.SIGN", "PapaySignEvent",
            "PROFITSHARING.RETURN", "ProfitsharingEvent",
            "PROFITSHARING.SUCCESS", "ProfitsharingEvent");

    @Test
    void everyKindHasItsClassAndEveryDocumentedFieldIsRead() {
        Set<String> kinds = new HashSet<>();
        Set<Class<?>> classes = new HashSet<>();
        int read = 0;
        for (Event event : EVENTS) {
            JsonObject resource = Examples.of(event.resource());

            EventView view = SignedEvents.event(event.name(), originalType(event), resource);

            assertThat(view.getClass().getSimpleName())
                    .as(event.name())
                    .isEqualTo(OTHERWISE_NAMED.getOrDefault(event.name(), Names.event(event.name())));
            assertThat(view.json().toJson()).isEqualTo(resource.toJson());
            assertThat(view.notification().eventType()).isEqualTo(event.name());
            read += TypedCall.read(view, event.resource());
            kinds.add(event.name());
            classes.add(view.getClass());
        }
        assertThat(kinds).hasSize(102);
        assertThat(classes).hasSize(101);
        assertThat(read).isGreaterThan(1_500);
    }

    /** Each event type that a page names, with each original type of that page, leads to a class that has its fields. */
    @Test
    void everyDocumentedPairOfEventTypeAndOriginalTypeIsKnown() {
        for (Event event : EVENTS) {
            for (String eventType : event.types()) {
                List<String> originalTypes = event.originalTypes().isEmpty() ? List.of("") : event.originalTypes();
                for (String originalType : originalTypes) {
                    assertThat(SignedEvents.event(eventType, originalType, JsonObject.empty()))
                            .as(eventType + " " + originalType)
                            .isNotInstanceOf(UnknownEvent.class);
                }
            }
        }
    }

    /** Those of APIv2 are XML and come another way; a name that is also one of APIv3 is that one's. */
    @Test
    void noKindOfApiV2IsClaimed() {
        Set<String> ofV3 = EVENTS.stream().flatMap(EveryEventTest::names).collect(Collectors.toSet());
        List<Event> ofV2 = Catalogue.load().events().stream()
                .filter(event -> event.version() == Version.V2)
                .toList();
        List<String> ofV2Alone = ofV2.stream()
                .flatMap(EveryEventTest::names)
                .filter(name -> !ofV3.contains(name))
                .toList();

        assertThat(ofV2).hasSize(10);
        assertThat(ofV2Alone).hasSizeGreaterThan(4).allSatisfy(name -> {
            EventView event = SignedEvents.event(name, "", JsonObject.of("a", 1));
            assertThat(event).isInstanceOf(UnknownEvent.class);
            assertThat(event.json()).isEqualTo(JsonObject.of("a", 1));
        });
    }

    private static Stream<String> names(Event event) {
        return Stream.concat(Stream.of(event.name()), event.types().stream()).distinct();
    }

    @Test
    void noViewShowsADecryptedText() throws ReflectiveOperationException {
        int shown = 0;
        for (Event event : EVENTS) {
            JsonObject resource = marked(Examples.of(event.resource()));

            shown += show(SignedEvents.event(event.name(), originalType(event), resource));
        }
        assertThat(shown).isGreaterThan(200);
    }

    private static int show(JsonView view) throws ReflectiveOperationException {
        assertThat(view.toString()).as(view.getClass().getName()).doesNotContain(MARK);
        int shown = 1;
        for (Method accessor : view.getClass().getDeclaredMethods()) {
            if (accessor.getParameterCount() > 0) {
                continue;
            }
            if (JsonView.class.isAssignableFrom(accessor.getReturnType())) {
                shown += show((JsonView) accessor.invoke(view));
            } else if (accessor.getGenericReturnType().getTypeName().contains("io.github.fluentpay.events")
                    && accessor.getReturnType() == List.class) {
                for (Object item : (List<?>) accessor.invoke(view)) {
                    shown += item instanceof JsonView inner ? show(inner) : 0;
                }
            }
        }
        return shown;
    }

    /** With a mark in each text; JSON text stays JSON text. */
    private static JsonObject marked(JsonObject plain) {
        JsonObject.Builder marked = JsonObject.builder();
        plain.fields().forEach((name, value) -> marked.put(name, marked(value)));
        return marked.build();
    }

    private static JsonValue marked(JsonValue value) {
        if (value instanceof JsonString text) {
            return JsonString.of(
                    text.value().startsWith("{")
                            ? marked(JsonObject.parse(text.value())).toJson()
                            : text.value() + MARK);
        }
        if (value instanceof JsonArray array) {
            return JsonArray.of(
                    array.values().stream().map(EveryEventTest::marked).toArray());
        }
        return value instanceof JsonObject object ? marked(object) : value;
    }

    private static String originalType(Event event) {
        return event.originalTypes().isEmpty() ? "" : event.originalTypes().get(0);
    }
}
