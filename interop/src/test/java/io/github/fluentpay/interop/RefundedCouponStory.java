package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import java.time.Duration;

/**
 * The whole way of a coupon through a shop: an order is paid, the coupon used for it; the order is refunded in two parts,
 * the coupon given back, and used for another order. The user is played by LocalPay.
 */
final class RefundedCouponStory {

    /** Without a space, which wechatpay-java writes into a path as a plus sign. */
    private static final String COUPON = "story/1=|";

    private final LocalPay localPay;
    private final Shop shop;

    RefundedCouponStory(LocalPay localPay, Shop shop) {
        this.localPay = localPay;
        this.shop = shop;
    }

    void isTold() {
        try (ShopServer server = new ShopServer(shop)) {
            shop.send(COUPON);
            assertThat(shop.coupon(COUPON)).isEqualTo(new Shop.Coupon("SENDED", null, null, null));

            payAndUse(server, "order-1");
            refundAndReturn(server, "order-1");
            payAndUse(server, "order-2");

            assertThat(server.told())
                    .containsExactlyInAnyOrder(
                            new Shop.Told("order-1", "SUCCESS"),
                            new Shop.Told("order-1", "SUCCESS"),
                            new Shop.Told("order-1", "SUCCESS"),
                            new Shop.Told("order-2", "SUCCESS"));
        }
    }

    private void payAndUse(ShopServer server, String order) {
        String prepayId = shop.order(order, server.notifyUrl());
        assertThat(shop.order(order)).isEqualTo(new Shop.Told(order, "NOTPAY"));

        localPay.payer().payWith(prepayId);
        awaitNotifications(server);
        assertThat(server.told()).contains(new Shop.Told(order, "SUCCESS"));
        assertThat(shop.order(order)).isEqualTo(new Shop.Told(order, "SUCCESS"));

        shop.associate(COUPON, order);
        assertThat(shop.use(COUPON, order)).isEqualTo(ExampleCoupon.OPENID);
        assertThat(shop.coupon(COUPON).state()).isEqualTo("USED");
        assertThat(shop.coupon(COUPON).outTradeNo()).isEqualTo(order);
    }

    private void refundAndReturn(ShopServer server, String order) {
        assertThat(shop.refund(order, "refund-a", 40, server.notifyUrl())).isEqualTo("PROCESSING");
        assertThat(shop.refund(order, "refund-b", 60, server.notifyUrl())).isEqualTo("PROCESSING");
        awaitNotifications(server);
        assertThat(shop.refund("refund-a")).isEqualTo(new Shop.Told(order, "SUCCESS"));
        assertThat(shop.refund("refund-b")).isEqualTo(new Shop.Told(order, "SUCCESS"));
        assertThat(shop.order(order)).isEqualTo(new Shop.Told(order, "REFUND"));

        String returned = shop.giveBack(COUPON, "return-1");
        shop.disassociate(COUPON, order);
        assertThat(returned).matches(ExampleCoupon.BEIJING_TIME);
        assertThat(shop.coupon(COUPON)).isEqualTo(new Shop.Coupon("SENDED", null, "return-1", returned));
        assertThat(shop.giveBack(COUPON, "return-1")).isEqualTo(returned);
    }

    private void awaitNotifications(ShopServer server) {
        assertThat(localPay.callbacks().awaitQuiet(Duration.ofSeconds(20))).isTrue();
        assertThat(server.refused()).isEmpty();
    }
}
