package io.github.fluentpay.codegen;

import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;

/**
 * A view over the resource of a notification.
 *
 * <pre>{@code
 * public final class CouponSend extends EventView {
 *     CouponSend(Notification notification) { super(notification); }
 *     static EventView of(Notification notification) { return new CouponSend(notification); }
 *     public @Nullable String couponCode() { return string("coupon_code"); }
 * }
 * }</pre>
 *
 * <p>One class is for several documented kinds where nothing that is sent tells them apart; see {@link EventKinds}. Two
 * classes would make {@code instanceof} a guess about which way the money went.
 */
final class EventEmitter {

    private EventEmitter() {}

    static TypeSpec emit(EventType event) {
        return ViewEmitter.emit(event.view()).toBuilder()
                .addJavadoc(Docs.event(event))
                .addMethod(MethodSpec.methodBuilder("of")
                        .addModifiers(STATIC)
                        .returns(Support.EVENT_VIEW)
                        .addParameter(Support.NOTIFICATION, "notification")
                        .addStatement(
                                "return new $T(notification)", event.view().name())
                        .build())
                .build();
    }
}
