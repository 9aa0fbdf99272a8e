package io.github.fluentpay;

import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Notifications;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.events.Events;
import io.github.fluentpay.typed.EventView;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.v2.V2;
import io.github.fluentpay.v3.V3;

/**
 * A merchant's way to WeChat Pay (微信支付), with every documented endpoint as a typed chain (纯链式). Immutable and safe
 * for many threads; make one for each merchant and keep it.
 *
 * <pre>{@code
 * try (FluentPay pay = FluentPay.builder()
 *         .merchant(Merchant.of("1900000001", KeySource.path(cert), KeySource.path(key)))
 *         .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(publicKeyId, KeySource.path(pubKey))))
 *         .build()) {
 *     BusifavorCouponsReturn.Reply reply = pay.v3().marketing().busifavor().coupons().return_()
 *             .post(b -> b.couponCode(code).stockId(stock).returnRequestNo(number));
 *     reply.wechatpayReturnTime();
 * }
 * }</pre>
 *
 * <p>The declarative and the property spelling, {@link #chain} and {@link #get}, send the same bytes. They also know what
 * is documented of a path: another host, a reply without a signature, a deprecation, which is logged once.
 */
public final class FluentPay extends WechatPayClient {

    private FluentPay(ClientBuilder<?> builder) {
        super(builder, DocumentedEndpoints.INSTANCE);
    }

    /** A builder with the platform's two hosts and the documented defaults. */
    public static ClientBuilder<FluentPay> builder() {
        return new ClientBuilder<>(FluentPay::new);
    }

    @Override
    public ClientBuilder<FluentPay> toBuilder() {
        return toBuilder(FluentPay::new);
    }

    /** {@code v3}: JSON, signed with RSA. */
    public V3 v3() {
        return new V3(Trail.of(this));
    }

    /**
     * What takes the platform's notifications (回调通知): raw headers and body in, a verified, decrypted and typed event
     * out, {@code io.github.fluentpay.events.TransactionSuccess} for one; kinds that are not documented are an
     * {@link io.github.fluentpay.typed.UnknownEvent}.
     *
     * @throws IllegalStateException if the client has no APIv3 key
     */
    public Notifications<EventView> notifications() {
        return notifications(Events::of);
    }

    /**
     * {@code v2}: XML, signed with a shared key. Its chain, requests and replies are here to be written against; its verbs
     * say that this version does not speak APIv2 yet, before anything is sent.
     */
    public V2 v2() {
        return new V2(Trail.of(this));
    }
}
