package io.github.fluentpay.events;

import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.typed.EventView;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * 打烊通知.
 *
 * <p>{@code event_type}: {@code SHOP.CLOSED}.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/2">官方文档 2</a>
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopClosedEvent extends EventView {
    ShopClosedEvent(Notification notification) {
        super(notification);
    }

    /** 金额. {@code amount}. */
    public @Nullable ShopEventAmount amount() {
        return view("amount", ShopEventAmount::new);
    }

    static EventView of(Notification notification) {
        return new ShopClosedEvent(notification);
    }
}
