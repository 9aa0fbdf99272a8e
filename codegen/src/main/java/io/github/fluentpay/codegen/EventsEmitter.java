package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way from a notification to its class.
 *
 * <pre>{@code
 * public static EventView of(Notification notification) {
 *     return switch (notification.eventType()) {
 *         case "COUPON.SEND" -> CouponSend.of(notification);
 *         …
 *         default -> new UnknownEvent(notification);
 *     };
 * }
 * }</pre>
 *
 * <p>It calls methods that answer {@code EventView}, and makes no event itself: to verify a {@code new CouponSend} that is
 * answered as an {@code EventView}, the virtual machine would load all classes at once.
 */
final class EventsEmitter {

    private EventsEmitter() {}

    static TypeSpec emit(List<EventType> events) {
        return TypeSpec.classBuilder(Decisions.EVENTS)
                .addAnnotation(Support.GENERATED)
                .addModifiers(PUBLIC, FINAL)
                .addJavadoc("Notifications of every documented kind as typed views.\n"
                        + "\n<pre>{@code\nif (Events.of(notification) instanceof CouponSend sent) {\n"
                        + "    sent.couponCode();\n}\n}</pre>\n")
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
                .addMethod(MethodSpec.methodBuilder("of")
                        .addModifiers(PUBLIC, STATIC)
                        .addJavadoc(
                                "The view of a notification by its {@code event_type} and, where one has several meanings,"
                                        + " its {@code original_type};\na {@link $T} if that is not documented.",
                                Support.UNKNOWN_EVENT)
                        .returns(Support.EVENT_VIEW)
                        .addParameter(Support.NOTIFICATION, "notification")
                        .addCode(byEventType(events))
                        .build())
                .build();
    }

    private static CodeBlock byEventType(List<EventType> events) {
        SortedMap<String, SortedMap<String, ClassName>> byOriginalType = new TreeMap<>();
        SortedMap<String, ClassName> byEventType = new TreeMap<>();
        for (EventType event : events) {
            for (EventRoute route : event.routes()) {
                SortedMap<String, ClassName> own =
                        byOriginalType.computeIfAbsent(route.eventType(), none -> new TreeMap<>());
                if (route.originalType() == null) {
                    byEventType.put(route.eventType(), event.view().name());
                } else {
                    own.put(route.originalType(), event.view().name());
                }
            }
        }
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (notification.eventType()) {\n$>");
        byOriginalType.forEach((eventType, own) -> code.add("case $S -> ", eventType)
                .add(
                        own.isEmpty()
                                ? event(byEventType.get(eventType))
                                : byOriginalType(own, byEventType.get(eventType)))
                .add(";\n"));
        return code.add("default -> $L;\n$<};\n", event(null)).build();
    }

    private static CodeBlock byOriginalType(SortedMap<String, ClassName> own, @Nullable ClassName otherwise) {
        CodeBlock.Builder code = CodeBlock.builder().add("switch (notification.originalType()) {\n$>");
        own.forEach((originalType, name) -> code.add("case $S -> $L;\n", originalType, event(name)));
        return code.add("default -> $L;\n$<}", event(otherwise)).build();
    }

    private static CodeBlock event(@Nullable ClassName name) {
        return name == null
                ? CodeBlock.of("new $T(notification)", Support.UNKNOWN_EVENT)
                : CodeBlock.of("$T.of(notification)", name);
    }
}
