package io.github.fluentpay.typed;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Notification;
import java.util.List;

/**
 * A typed view over a verified and decrypted notification (回调通知): its accessors read the {@linkplain
 * Notification#resource() resource}. Two of one kind are equal when their resources are; {@link Notification#id()} tells
 * one delivery's notification from another.
 */
public abstract class EventView extends JsonView {

    private final Notification notification;

    /** For generated code. */
    protected EventView(Notification notification) {
        this(notification, notification.resource());
    }

    /** For generated code: the notification with sensitive fields of its resource opened. */
    protected EventView(Notification notification, JsonObject json) {
        super(json);
        this.notification = notification;
    }

    /** For generated code: the resource with those of its fields opened that are sealed once more, for the merchant. */
    protected final JsonObject opened(WechatPayClient pay, List<String> pointers) {
        return opened(pay, notification.resource(), pointers);
    }

    /** Its id, its event type and the envelope it came in. */
    public final Notification notification() {
        return notification;
    }
}
