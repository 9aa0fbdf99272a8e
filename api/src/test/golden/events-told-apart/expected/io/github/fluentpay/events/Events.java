package io.github.fluentpay.events;

import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.typed.EventView;
import io.github.fluentpay.typed.UnknownEvent;
import javax.annotation.processing.Generated;

/**
 * Notifications of every documented kind as typed views.
 *
 * <pre>{@code
 * if (Events.of(notification) instanceof CouponSend sent) {
 *     sent.couponCode();
 * }
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class Events {
    private Events() {
    }

    /**
     * The view of a notification by its {@code event_type} and, where one has several meanings, its {@code original_type};
     * a {@link UnknownEvent} if that is not documented.
     */
    public static EventView of(Notification notification) {
        return switch (notification.eventType()) {
            case "SHARE.BACK" -> ShareEvent.of(notification);
            case "SHARE.DONE" -> ShareEvent.of(notification);
            case "SHOP.CLOSED" -> ShopClosedEvent.of(notification);
            case "SHOP.SOLD" -> switch (notification.originalType()) {
                case "share" -> ShareEvent.of(notification);
                default -> ShopSold.of(notification);
            };
            default -> new UnknownEvent(notification);
        };
    }
}
