package io.github.fluentpay.events;

import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.typed.EventView;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * 退回通知; 完成通知.
 *
 * <p>{@code event_type}: {@code SHARE.BACK}, {@code SHARE.DONE}, {@code SHOP.SOLD} with the {@code original_type} {@code share}.
 *
 * <p>One type for {@code SHARE.BACK}, {@code SHARE.DONE}, which the documentation does not tell apart in every case: {@code notification().eventType()} is what the platform sent.
 *
 * <p>{@code SHARE.DONE} is deprecated: {@code superseded, use SHARE.BACK}.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4">官方文档 4</a>
 */
@Generated("io.github.fluentpay.codegen")
public final class ShareEvent extends EventView {
    ShareEvent(Notification notification) {
        super(notification);
    }

    /** {@code order_id}. */
    public @Nullable String orderId() {
        return string("order_id");
    }

    static EventView of(Notification notification) {
        return new ShareEvent(notification);
    }
}
