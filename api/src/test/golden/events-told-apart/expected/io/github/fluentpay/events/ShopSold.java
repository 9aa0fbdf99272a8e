package io.github.fluentpay.events;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.typed.EventView;
import java.time.OffsetDateTime;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * 售出通知.
 *
 * <p>{@code event_type}: {@code SHOP.SOLD}.
 *
 * <p>For: merchant, partner.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/3">官方文档 3</a>
 * @see <a href="https://pay.weixin.qq.com/doc/v3/partner/3">官方文档 3</a>
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopSold extends EventView {
    static final List<String> SENSITIVE = List.of("/buyer_phone", "/buyers/*/name");

    ShopSold(Notification notification) {
        super(notification);
    }

    private ShopSold(Notification notification, JsonObject json) {
        super(notification, json);
    }

    /** 说明. {@code notification}; required. */
    public @Nullable String notification_() {
        return string("notification");
    }

    /** {@code sold_time}; date-time. */
    public @Nullable OffsetDateTime soldTime() {
        return dateTime("sold_time");
    }

    /** {@code state}; one of {@code SOLD}, {@code 2}. */
    public @Nullable ShopEventState state() {
        return enumerated("state", ShopEventState::of);
    }

    /** {@code buyer_phone}; sensitive: merchant certificate. */
    public @Nullable String buyerPhone() {
        return string("buyer_phone");
    }

    /** {@code buyers}. */
    public List<ShopEventBuyers> buyers() {
        return views("buyers", ShopEventBuyers::new);
    }

    /** 金额. {@code amount}. */
    public @Nullable ShopEventAmount amount() {
        return view("amount", ShopEventAmount::new);
    }

    /** {@code detail}. */
    public @Nullable ShopEventDetail detail() {
        return textView("detail", ShopEventDetail::new);
    }

    /**
     * This event with its sensitive fields opened by the merchant's key: {@code /buyer_phone}, /buyers/*&#47;name.
     *
     * @throws io.github.fluentpay.protocol.MalformedMessageException if one was sealed for another certificate
     */
    public ShopSold decrypted(WechatPayClient pay) {
        return new ShopSold(notification(), opened(pay, SENSITIVE));
    }

    static EventView of(Notification notification) {
        return new ShopSold(notification);
    }
}
